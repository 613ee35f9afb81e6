import assert from 'node:assert/strict';
import { describe } from 'node:test';

import { covers } from '../case.js';
import { sandboxFor } from '../context.js';

const PROGRAMS = {
  python: "print('Hello')",
  javascript: "console.log('Hello')",
  bash: "echo 'Hello'",
};

describe('Running code', () => {
  covers(
    'Sandbox.runCode ExecutionResultImpl.exitCode ExecutionResultImpl.executionTime ExecutionResultImpl.failed',
    'every language prints',
    async (context) => {
      const sandbox = await sandboxFor(context);
      for (const [language, program] of Object.entries(PROGRAMS)) {
        const result = await sandbox.runCode(program, { language });
        assert.equal(result.stdout, 'Hello\n', language);
        assert.equal(result.stderr, '');
        assert.equal(result.exitCode, 0);
        assert.equal(result.success, true);
        assert.equal(result.failed, false);
        assert.equal(result.language, language);
        assert.ok(result.executionTime > 0 && result.executionTime < 30);
        assert.ok(Date.parse(result.timestamp));
      }
    },
  );

  covers(
    'Sandbox.runCode ExecutionResultImpl.failed ExecutionResultImpl.exitCode',
    'code that fails is a result and not an error',
    async (context) => {
      const sandbox = await sandboxFor(context);
      const thrown = await sandbox.runCode('1/0');
      assert.equal(thrown.failed, true);
      assert.match(thrown.stderr, /ZeroDivisionError/);
      const left = await sandbox.runCode('echo out; echo err >&2; exit 3', { language: 'bash' });
      assert.deepEqual([left.exitCode, left.stdout, left.stderr], [3, 'out\n', 'err\n']);
    },
  );

  covers('Sandbox.runCode', 'variables of Python last, those of other languages do not', async (context) => {
    const sandbox = await sandboxFor(context);
    await sandbox.runCode('x = 21');
    assert.equal((await sandbox.runCode('print(x * 2)')).stdout, '42\n');
    await sandbox.runCode('x=21', { language: 'bash' });
    assert.equal((await sandbox.runCode('echo "<$x>"', { language: 'bash' })).stdout, '<>\n');
  });

  covers('Sandbox.runCode', 'folder and variables are as asked for', async (context) => {
    const sandbox = await sandboxFor(context);
    const { stdout } = await sandbox.runCode('pwd; echo $ONE', {
      language: 'bash',
      workingDir: '/tmp',
      env: { ONE: '1' },
    });
    assert.equal(stdout, '/tmp\n1\n');
    const python = await sandbox.runCode("import os; print(os.environ['ONE'])", { env: { ONE: '1' } });
    assert.equal(python.stdout, '1\n');
    assert.equal((await sandbox.runCode("print(os.environ.get('ONE'))")).stdout, 'None\n');
  });

  covers('Sandbox.runCode', 'the time-out ends the run with a result', async (context) => {
    const sandbox = await sandboxFor(context);
    const result = await sandbox.runCode('echo begun; sleep 60', { language: 'bash', timeout: 1 });
    assert.equal(result.success, false);
    assert.equal(result.exit_code, 124);
    assert.equal(result.stdout, 'begun\n');
    assert.notEqual(result.stderr, '');
  });

  covers('Sandbox.runCode', 'preflight looks first', async (context) => {
    const sandbox = await sandboxFor(context);
    assert.equal((await sandbox.runCode('print(1)', { preflight: true })).stdout, '1\n');
    await sandbox.pause();
    await assert.rejects(sandbox.runCode('print(1)', { preflight: true }), /not running \(status: paused\)/);
  });

  covers('Sandbox.runCode', 'an unknown language is refused', async (context) => {
    const sandbox = await sandboxFor(context);
    await assert.rejects(sandbox.runCode('x', { language: 'cobol' }), { statusCode: 400, code: 'INVALID_REQUEST' });
  });

  covers('Sandbox.runCode', 'Unicode goes there and back', async (context) => {
    const sandbox = await sandboxFor(context);
    const text = 'grüße 世界 🚀';
    for (const [language, program] of [
      ['python', `print('${text}')`],
      ['bash', `echo '${text}'`],
    ]) {
      assert.equal((await sandbox.runCode(program, { language })).stdout, `${text}\n`);
    }
  });

  covers(
    'Sandbox.runCode ExecutionResultImpl.hasRichOutput ExecutionResultImpl.richCount ExecutionResultImpl.toString',
    'the value of the last expression comes back',
    async (context) => {
      const sandbox = await sandboxFor(context);
      const result = await sandbox.runCode('6 * 7');
      assert.equal(result.result, '42');
      assert.equal(result.hasRichOutput, true);
      assert.equal(result.richCount, 1);
      assert.deepEqual(result.richOutputs, [{ type: 'text/plain', data: { 'text/plain': '42' } }]);
      assert.match(result.toString(), /^ExecutionResult .* time=\d+\.\d{3}s rich=1$/);
      assert.equal((await sandbox.runCode('x = 1')).hasRichOutput, false);
    },
  );

  covers('Sandbox.runCode', 'HTML and images are in richOutputs', async (context) => {
    const sandbox = await sandboxFor(context);
    const result = await sandbox.runCode(
      [
        'class Rich:',
        "    def _repr_html_(self): return '<b>bold</b>'",
        "    def _repr_png_(self): return b'\\x89PNG\\r\\n\\x1a\\n'",
        'Rich()',
      ].join('\n'),
    );
    const outputs = Object.fromEntries(result.richOutputs.map(({ type, data }) => [type, data[type]]));
    assert.equal(outputs['text/html'], '<b>bold</b>');
    assert.equal(outputs['image/png'], 'iVBORw0KGgo=');
    assert.equal(result.png, 'iVBORw0KGgo=');
  });

  covers('Sandbox.runCode', 'SVG and Markdown stay beside richOutputs, JSON is only in them [J21]', async (context) => {
    const sandbox = await sandboxFor(context);
    const result = await sandbox.runCode(
      [
        'class Rich:',
        "    def _repr_svg_(self): return '<svg/>'",
        "    def _repr_markdown_(self): return '*text*'",
        "    def _repr_json_(self): return {'a': 1}",
        'Rich()',
      ].join('\n'),
    );
    assert.equal(result.svg, '<svg/>');
    assert.equal(result.markdown, '*text*');
    assert.equal(result.jsonOutput, undefined);
    const types = result.richOutputs.map(({ type }) => type);
    assert.ok(types.includes('application/json'));
    assert.ok(!types.includes('image/svg+xml') && !types.includes('text/markdown'));
  });

  covers('Sandbox.runIpython', 'shares the kernel of runCode', async (context) => {
    const sandbox = await sandboxFor(context);
    await sandbox.runCode('x = 21');
    const result = await sandbox.runIpython('print("printed")\nx * 2', { env: { ONE: '1' }, timeout: 20 });
    assert.equal(result.success, true);
    assert.equal(result.stdout, 'printed\n');
    assert.equal(result.result, '42');
    assert.equal(result.exit_code, 0);
  });
});
