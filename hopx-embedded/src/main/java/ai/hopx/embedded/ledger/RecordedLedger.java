/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package ai.hopx.embedded.ledger;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;

import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * The ledger as the server writes it.
 */
public final class RecordedLedger implements Ledger {

	private static final int SANDBOXES = 100_000;

	private static final int RUNS = 20_000;

	private static final int REQUESTS = 20_000;

	private static final int SOURCE_LENGTH = 4096;

	private final Clock clock;

	private final History<String, SandboxEntry> sandboxes = new History<>(SANDBOXES, SandboxEntry::isAlive);

	private final History<Long, RunEntry> runs = new History<>(RUNS, (run) -> false);

	private final History<Long, RequestEntry> requests = new History<>(REQUESTS, (request) -> false);

	private final AtomicLong numbers = new AtomicLong();

	/**
	 * Create an empty ledger.
	 * @param clock the server's clock
	 */
	public RecordedLedger(Clock clock) {
		this.clock = clock;
	}

	/**
	 * Take note of a sandbox that is being created.
	 * @param id its id
	 * @param template name of its template
	 * @param region its region
	 * @param timeoutSeconds its time-out, or {@code null} for none
	 */
	public void sandboxCreated(String id, String template, String region, @Nullable Integer timeoutSeconds) {
		this.sandboxes.add(id,
				new SandboxEntry(id, template, region, timeoutSeconds, this.clock.instant(), null, null));
	}

	/**
	 * Take note of a sandbox's end. Of several, the first is remembered.
	 * @param id its id
	 * @param cause why it ended
	 */
	public void sandboxEnded(String id, EndCause cause) {
		this.sandboxes.change(id, (entry) -> entry.isAlive() ? entry.ended(cause, this.clock.instant()) : entry);
	}

	/**
	 * Take note of a run that begins.
	 * @param sandboxId where it runs
	 * @param language the code's language, or {@code null} for a command
	 * @param source the code or command line
	 * @return a number, to be given to {@link #runEnded}
	 */
	public long runStarted(String sandboxId, @Nullable String language, String source) {
		long number = this.numbers.incrementAndGet();
		this.runs.add(number,
				new RunEntry(sandboxId, language, shortened(source), this.clock.instant(), null, null, false));
		return number;
	}

	/**
	 * Take note of a run's end.
	 * @param number the run's number
	 * @param exitCode its exit code, or {@code null} where it has none
	 * @param timedOut whether its time-out ended it
	 */
	public void runEnded(long number, @Nullable Integer exitCode, boolean timedOut) {
		this.runs.change(number, (run) -> new RunEntry(run.sandboxId(), run.language(), run.source(), run.startedAt(),
				this.clock.instant(), exitCode, timedOut));
	}

	/**
	 * Take note of a request that has arrived.
	 * @param request the request
	 * @return a number, to be given to {@link #requestAnswered}
	 */
	long requestArrived(RequestEntry request) {
		long number = this.numbers.incrementAndGet();
		this.requests.add(number, request);
		return number;
	}

	/**
	 * Take note of a request's answer.
	 * @param number the request's number
	 * @param status the answer's status
	 */
	void requestAnswered(long number, int status) {
		this.requests.change(number, (request) -> request.answered(status));
	}

	@Override
	public List<SandboxEntry> sandboxes() {
		return this.sandboxes.all();
	}

	@Override
	public List<SandboxEntry> alive() {
		return this.sandboxes.matching(SandboxEntry::isAlive);
	}

	@Override
	public List<RunEntry> runs() {
		return this.runs.all();
	}

	@Override
	public List<RunEntry> runs(String source) {
		return this.runs.matching((run) -> run.source().equals(shortened(source)));
	}

	@Override
	public List<RequestEntry> requests() {
		return this.requests.all();
	}

	@Override
	public List<RequestEntry> requests(Plane plane) {
		return this.requests.matching((request) -> request.plane() == plane);
	}

	@Override
	public List<RequestEntry> requests(Plane plane, String method, String pattern) {
		PathPattern path = PathPatternParser.defaultInstance.parse(pattern);
		return this.requests.matching((request) -> request.plane() == plane && request.method().equals(method)
				&& path.matches(PathContainer.parsePath(request.path())));
	}

	@Override
	public long forgotten() {
		return this.sandboxes.forgotten() + this.runs.forgotten() + this.requests.forgotten();
	}

	@Override
	public void clear() {
		this.sandboxes.clear();
		this.runs.clear();
		this.requests.clear();
	}

	@Override
	public String toString() {
		return "Ledger[sandboxes=" + sandboxes().size() + ", runs=" + runs().size() + ", requests=" + requests().size()
				+ "]";
	}

	private static String shortened(String source) {
		return (source.length() > SOURCE_LENGTH) ? source.substring(0, SOURCE_LENGTH) : source;
	}

}
