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

package ai.hopx.spring.boot.test.wiremock;

import java.time.Duration;
import java.util.Map;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.junit5.WireMockRuntimeInfo;

import org.springframework.util.Assert;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;

/**
 * Answers of Hopx on a WireMock server, for tests that want no code to run: control plane
 * and sandbox on the same port, without state. Point {@code hopx.base-url} at the server
 * and {@code hopx.api-key} at anything.
 *
 * <pre class="code">
 * HopxStubs.on(wireMock)
 *     .code("print(6*7)", RunReply.printing("42\n"))
 *     .file("/workspace/report.csv", "a,b\n");
 * </pre>
 *
 * There is one sandbox, {@value #SANDBOX_ID}, which each create returns and no delete
 * ends. Of two stubs for the same request the later one holds. Stubs that a test makes
 * with WireMock itself, at its default priority, win over all of these. They last until
 * the WireMock server is reset.
 */
public final class HopxStubs {

	/** The id of the sandbox. */
	public static final String SANDBOX_ID = "1764616089stubbed0";

	private final Server server;

	private final FileStubs files;

	private HopxStubs(WireMock wireMock, String baseUrl) {
		this.server = new Server(wireMock);
		this.files = new FileStubs(this.server);
		new SandboxStubs(this.server, SANDBOX_ID, baseUrl).add();
		env(Map.of());
	}

	/**
	 * Put the life of a sandbox on a server: without more stubs, code and commands are
	 * answered with 404, files are not there and variables are empty.
	 * @param server a server that runs
	 * @return what more stubs can be added to
	 */
	public static HopxStubs on(WireMockServer server) {
		Assert.notNull(server, "'server' must not be null");
		return new HopxStubs(new WireMock(server), server.baseUrl());
	}

	/**
	 * Put the life of a sandbox on the server of a {@code @WireMockTest} or of a
	 * {@code WireMockExtension}.
	 * @param server the parameter of the test, or {@code getRuntimeInfo()} of the
	 * extension
	 * @return what more stubs can be added to
	 * @see #on(WireMockServer)
	 */
	public static HopxStubs on(WireMockRuntimeInfo server) {
		Assert.notNull(server, "'server' must not be null");
		return new HopxStubs(server.getWireMock(), server.getHttpBaseUrl());
	}

	/**
	 * Answer runs of any code that has no reply of its own.
	 * @param reply the reply
	 * @return these stubs
	 */
	public HopxStubs code(RunReply reply) {
		this.server.general(HopxCall.RUN_CODE.mapping(), Json.ok(reply.body()));
		return this;
	}

	/**
	 * Answer runs of some code, in whatever language.
	 * @param code exactly that code
	 * @param reply the reply
	 * @return these stubs
	 */
	public HopxStubs code(String code, RunReply reply) {
		MappingBuilder request = HopxCall.RUN_CODE.mapping().withRequestBody(matchingJsonPath("$.code", equalTo(code)));
		this.server.exact(request, Json.ok(reply.body()));
		return this;
	}

	/**
	 * Answer any command that has no reply of its own.
	 * @param reply the reply, of which commands have no text and no rich outputs
	 * @return these stubs
	 */
	public HopxStubs command(RunReply reply) {
		this.server.general(HopxCall.RUN_COMMAND.mapping(), Json.ok(reply.body()));
		return this;
	}

	/**
	 * Answer some command.
	 * @param line exactly that command line
	 * @param reply the reply, of which commands have no text and no rich outputs
	 * @return these stubs
	 */
	public HopxStubs command(String line, RunReply reply) {
		MappingBuilder request = HopxCall.RUN_COMMAND.mapping()
			.withRequestBody(matchingJsonPath("$.args[1]", equalTo(line)));
		this.server.exact(request, Json.ok(reply.body()));
		return this;
	}

	/**
	 * Have a file in the sandbox, to be read, downloaded, listed and found. What is
	 * written or removed is acknowledged and changes nothing.
	 * @param path its absolute path
	 * @param content its content
	 * @return these stubs
	 */
	public HopxStubs file(String path, String content) {
		Assert.isTrue(path.startsWith("/"), () -> "'path' must be absolute, not " + path);
		this.files.add(path, content);
		return this;
	}

	/**
	 * Have these environment variables in the sandbox. What is set or deleted is
	 * acknowledged and changes nothing.
	 * @param variables names and values
	 * @return these stubs
	 */
	public HopxStubs env(Map<String, String> variables) {
		Map<String, Object> body = Map.of("env_vars", variables, "count", variables.size());
		this.server.general(HopxCall.ENVIRONMENT.mapping(), Json.ok(body));
		return this;
	}

	/**
	 * Let a call fail, whatever its arguments.
	 * @param call the call
	 * @param status the HTTP status of the answer, with the code that the service gives
	 * for it
	 * @return these stubs
	 */
	public HopxStubs failure(HopxCall call, int status) {
		this.server.failure(call, Json.error(status));
		return this;
	}

	/**
	 * Refuse a call with 429, whatever its arguments.
	 * @param call the call
	 * @param retryAfter how long the client is asked to wait, in whole seconds
	 * @return these stubs
	 */
	public HopxStubs rateLimit(HopxCall call, Duration retryAfter) {
		this.server.failure(call, Json.rateLimit(retryAfter.toSeconds()));
		return this;
	}

}
