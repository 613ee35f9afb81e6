// Makes runs of code with the official JavaScript SDK, so many at a time, and says for each turn how many it made in a
// second and how many microseconds of processor time each took.
import { Sandbox } from '@hopx-ai/sdk';

const [baseURL, concurrency, calls, turns] = [process.argv[2], ...process.argv.slice(3).map(Number)];

// Its HTTP client takes proxies from the environment
process.env.NO_PROXY = process.env.no_proxy = new URL(baseURL).hostname;

const sandbox = await Sandbox.create({ template: 'code-interpreter', apiKey: 'hopx_live_test.test', baseURL });

async function turn() {
  let left = calls;
  const caller = async () => {
    while (left-- > 0) {
      const result = await sandbox.runCode('print(6*7)');
      if (result.stdout !== '42\n') {
        throw new Error(`Unexpected result: ${JSON.stringify(result)}`);
      }
    }
  };
  const cpu = process.cpuUsage();
  const start = process.hrtime.bigint();
  await Promise.all(Array.from({ length: concurrency }, caller));
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  const used = process.cpuUsage(cpu);
  return `${calls / seconds} ${(used.user + used.system) / calls}`;
}

await turn();
for (let i = 0; i < turns; i++) {
  console.log(await turn());
}
await sandbox.kill();
process.exit(0);
