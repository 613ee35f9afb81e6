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

package ai.hopx.embedded.agent;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.http.HttpStatus;

import ai.hopx.embedded.runtime.RichData;
import ai.hopx.embedded.runtime.RunEvent;
import ai.hopx.embedded.runtime.RunOutcome;
import ai.hopx.embedded.web.ApiException;
import ai.hopx.embedded.web.Frame;

/**
 * What a stream's client is told. However a run ends, the last frame says
 * {@code complete}: the official clients wait for that and for nothing else.
 *
 * @param context the agent's sandbox
 */
record RunFrames(AgentContext context) {

	private static final Log logger = LogFactory.getLog(RunFrames.class);

	List<Frame> of(RunEvent event) {
		if (event instanceof RunEvent.Output output) {
			return List.of(output(output.stream(), output.text()));
		}
		return ofEnd(((RunEvent.Ended) event).outcome());
	}

	private Frame output(RunEvent.Stream stream, String text) {
		return frame(switch (stream) {
			case STDOUT -> "stdout";
			case STDERR -> "stderr";
		}, Map.of("data", text));
	}

	private List<Frame> ofEnd(RunOutcome outcome) {
		// The runs that the sandbox's end killed have no outcome of their own
		this.context.checkAvailable();
		List<Frame> frames = new ArrayList<>();
		if (!outcome.stderr().isEmpty()) {
			frames.add(output(RunEvent.Stream.STDERR, outcome.stderr()));
		}
		outcome.outputs().forEach((output) -> frames.add(display(output)));
		Map<String, Object> result = typed("result");
		result.put("exit_code", outcome.exitCode());
		result.put("execution_time", outcome.duration().toNanos() / 1e9);
		if (outcome.text() != null) {
			result.put("result", outcome.text());
		}
		frames.add(Frame.last(stamped(result)));
		Map<String, Object> complete = complete(outcome.exitCode() == 0);
		complete.put("exit_code", outcome.exitCode());
		frames.add(Frame.last(stamped(complete)));
		return frames;
	}

	private Frame display(RichData output) {
		Map<String, Object> fields = typed("display");
		RichOutputs.addTo(fields, List.of(output));
		return Frame.of(stamped(fields));
	}

	/**
	 * Make a frame.
	 * @param type its type
	 * @param fields what else it says, but for the time
	 * @return the frame
	 */
	Frame frame(String type, Map<String, ?> fields) {
		Map<String, Object> all = typed(type);
		all.putAll(fields);
		return Frame.of(stamped(all));
	}

	List<Frame> ofFailure(Throwable ex) {
		return List.of(error(ex), Frame.last(stamped(complete(false))));
	}

	/**
	 * Make a frame that says what went wrong.
	 * @param ex what went wrong
	 * @return the frame
	 */
	Frame error(Throwable ex) {
		ApiException error = translate(ex);
		return frame("error", Map.of("error", error.getMessage(), "code", error.code()));
	}

	private static ApiException translate(Throwable ex) {
		if (ex instanceof ApiException error) {
			return error;
		}
		ApiException translated = AgentFailures.translate(ex);
		if (translated != null) {
			return translated;
		}
		logger.error("A stream failed", ex);
		return new ApiException(HttpStatus.INTERNAL_SERVER_ERROR, "INTERNAL_ERROR",
				"The embedded server failed; its log says why");
	}

	private static Map<String, Object> complete(boolean success) {
		Map<String, Object> fields = typed("complete");
		fields.put("success", success);
		return fields;
	}

	private static Map<String, Object> typed(String type) {
		Map<String, Object> fields = new LinkedHashMap<>();
		fields.put("type", type);
		return fields;
	}

	private Map<String, Object> stamped(Map<String, Object> fields) {
		fields.put("timestamp", this.context.now());
		return fields;
	}

}
