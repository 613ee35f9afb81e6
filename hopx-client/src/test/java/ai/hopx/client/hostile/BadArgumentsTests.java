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

package ai.hopx.client.hostile;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import ai.hopx.client.Endpoint;
import ai.hopx.client.HopxClient;
import ai.hopx.client.HopxException;
import ai.hopx.client.RetrySettings;
import ai.hopx.client.testsupport.HopxWire;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every call of both faces with arguments that it should not get. Each is refused with a
 * sentence, or reaches what the call reaches with good ones and nothing else. Calls are
 * found by walking the interfaces, so that new ones are tried too.
 */
class BadArgumentsTests {

	private static final Duration LIMIT = Duration.ofSeconds(20);

	private static final String ANYTHING = """
			{"id":"%s","status":"running","public_host":"%s","auth_token":"%s","stdout":"","stderr":"","exit_code":0,\
			"success":true,"path":"/a","content":"x","exists":true,"files":[],"data":[],"has_more":false,"env_vars":{}}""";

	@RegisterExtension
	static final HopxWire wire = new HopxWire();

	@BeforeEach
	void answerAnything() {
		String reply = ANYTHING.formatted(HopxWire.SANDBOX_ID, wire.agentUrl(), HopxWire.TOKEN);
		wire.control().stubFor(any(anyUrl()).willReturn(okJson(reply)));
		wire.agent().stubFor(any(anyUrl()).willReturn(okJson(reply)));
	}

	static Stream<Operation> operations() {
		return Operation.all().filter((operation) -> operation.method().getParameterCount() > 0);
	}

	@Test
	void findsTheCallsOfBothFaces() {
		assertThat(operations()).extracting(Operation::toString)
			.contains("HopxOperations.connect.files.readText(String)", "HopxOperations.sandboxes.get(String)",
					"ReactiveHopxOperations.connect.env.merge(Map)", "HopxOperations.connect.runCode(CodeRequest)");
	}

	@ParameterizedTest
	@MethodSource("operations")
	void refusesBadArgumentsOrGoesWhereGoodOnesGo(Operation operation) {
		Object target = operation.target(client());
		Set<Endpoint> meant = endpoints(operation, target);
		List<String> problems = new ArrayList<>();
		for (int i = 0; i < operation.method().getParameterCount(); i++) {
			for (Object bad : Values.bad(operation.method().getParameterTypes()[i])) {
				Object[] arguments = operation.good();
				arguments[i] = bad;
				String problem = problem(operation, target, i, arguments, meant);
				if (problem != null) {
					problems.add("argument %d = %s: %s".formatted(i + 1, brief(bad), problem));
				}
			}
		}
		assertThat(problems).as(operation.toString()).isEmpty();
	}

	private static @Nullable String problem(Operation operation, Object target, int index, Object[] arguments,
			Set<Endpoint> meant) {
		wire.control().resetRequests();
		wire.agent().resetRequests();
		Throwable failure = operation.call(target, arguments);
		if (failure != null && !(failure instanceof HopxException || failure instanceof IllegalArgumentException)) {
			return failure.toString();
		}
		if (failure != null && (failure.getMessage() == null || failure.getMessage().isBlank())) {
			return failure.getClass() + " without a message";
		}
		boolean optional = operation.method().getAnnotatedParameterTypes()[index].isAnnotationPresent(Nullable.class);
		if (failure == null && arguments[index] == null && !optional) {
			return "null is let pass";
		}
		List<LoggedRequest> requests = requests();
		for (LoggedRequest request : requests) {
			if (request.containsHeader("X-Injected")) {
				return "a header was injected";
			}
			if (matching(request).stream().noneMatch(meant::contains)) {
				return "asked " + request.getMethod() + " " + brief(request.getUrl());
			}
		}
		return null;
	}

	private static Set<Endpoint> endpoints(Operation operation, Object target) {
		wire.control().resetRequests();
		wire.agent().resetRequests();
		operation.call(target, operation.good());
		return requests().stream().flatMap((request) -> matching(request).stream()).collect(Collectors.toSet());
	}

	private static HopxClient client() {
		return wire.client()
			.retry(new RetrySettings(1, Duration.ZERO, Duration.ZERO, Duration.ZERO))
			.responseTimeout(LIMIT)
			.build();
	}

	private static List<LoggedRequest> requests() {
		return Stream.concat(wire.controlRequests().stream(), wire.agentRequests().stream()).toList();
	}

	/**
	 * Endpoints whose path a request's is, to the letter: one segment for each variable.
	 */
	private static Set<Endpoint> matching(LoggedRequest request) {
		String path = request.getUrl().replaceFirst("\\?.*", "");
		return Arrays.stream(Endpoint.values())
			.filter((endpoint) -> endpoint.method().name().equals(request.getMethod().getName()))
			.filter((endpoint) -> path.matches(endpoint.path()
				.replace("{id}", "[A-Za-z0-9_-]+")
				.replaceAll("\\{\\w+}", "(?!\\\\.\\\\.?\\$)[^/\\\\\\\\;#]+")))
			.collect(Collectors.toCollection(LinkedHashSet::new));
	}

	private static String brief(@Nullable Object value) {
		String text = String.valueOf(value).replaceAll("[^\\x20-\\x7E]", "?");
		return (text.length() > 60) ? text.substring(0, 60) + "..." : text;
	}

}
