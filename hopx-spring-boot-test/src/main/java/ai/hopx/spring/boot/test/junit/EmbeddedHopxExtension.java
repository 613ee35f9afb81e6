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

package ai.hopx.spring.boot.test.junit;

import ai.hopx.embedded.EmbeddedHopx;
import ai.hopx.embedded.EmbeddedHopxSettings;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

import org.springframework.util.ClassUtils;

/**
 * Gives tests without an application context an {@link EmbeddedHopx}, which really runs
 * code, on this machine. The server is a parameter of tests, and so are a
 * {@code HopxTemplate} and a {@code ReactiveHopxTemplate} that use it.
 *
 * <pre class="code">
 * &#64;ExtendWith(EmbeddedHopxExtension.class)
 * class CalculatorTests {
 *
 *     &#64;Test
 *     void multiplies(HopxTemplate hopx) {
 *         assertThat(new Calculator(hopx).calculate("print(6*7)")).isEqualTo("42\n");
 *     }
 *
 * }
 * </pre>
 *
 * A test class and the classes nested in it have one server, which stops after the last
 * test. Registered in a field that is not static, the extension gives each test a server
 * of its own; registered in a static field, it can have {@link EmbeddedHopxSettings}:
 *
 * <pre class="code">
 * &#64;RegisterExtension
 * static final EmbeddedHopxExtension hopx = new EmbeddedHopxExtension(
 *         EmbeddedHopxSettings.builder().bootDelay(Duration.ofSeconds(1)).build());
 * </pre>
 *
 * Faults that a test set are lifted after it, and sandboxes that it made and did not kill
 * are ended, with a warning that names them; where tests run in parallel, once none is
 * running. Those that were there before the test stay.
 */
public final class EmbeddedHopxExtension implements BeforeAllCallback, BeforeEachCallback, ParameterResolver {

	private static final boolean CLIENT_PRESENT = ClassUtils.isPresent("ai.hopx.client.core.HopxTemplate",
			EmbeddedHopxExtension.class.getClassLoader());

	private final SharedServer server;

	/**
	 * Create an extension with a server that has the default settings.
	 */
	public EmbeddedHopxExtension() {
		this(EmbeddedHopxSettings.defaults());
	}

	/**
	 * Create an extension.
	 * @param settings what the server should be like
	 */
	public EmbeddedHopxExtension(EmbeddedHopxSettings settings) {
		this.server = new SharedServer(EmbeddedHopx.create(settings));
	}

	/**
	 * Return the server. It runs from before the first {@code @BeforeAll} method to after
	 * the last {@code @AfterAll} method of the test classes that the extension is
	 * registered for.
	 * @return the server
	 */
	public EmbeddedHopx server() {
		return this.server.hopx();
	}

	@Override
	public void beforeAll(ExtensionContext context) {
		use(context);
	}

	@Override
	public void beforeEach(ExtensionContext context) {
		use(context);
		store(context).put(SharedServer.TestRun.class, this.server.startTest(context.getDisplayName()));
	}

	@Override
	public boolean supportsParameter(ParameterContext parameterContext, ExtensionContext extensionContext) {
		Class<?> type = parameterContext.getParameter().getType();
		return type == EmbeddedHopx.class || (CLIENT_PRESENT && ServerClient.supports(type));
	}

	@Override
	public Object resolveParameter(ParameterContext parameterContext, ExtensionContext extensionContext) {
		use(extensionContext);
		Class<?> type = parameterContext.getParameter().getType();
		if (type == EmbeddedHopx.class) {
			return server();
		}
		return store(extensionContext)
			.computeIfAbsent(ServerClient.class, (key) -> new ServerClient(server()), ServerClient.class)
			.template(type);
	}

	/**
	 * Hold the server until the outermost context ends that asks for it. Stores look into
	 * those of the contexts around them first, and close what they hold.
	 */
	private void use(ExtensionContext context) {
		store(context).computeIfAbsent(SharedServer.Use.class, (key) -> this.server.use(), SharedServer.Use.class);
	}

	private ExtensionContext.Store store(ExtensionContext context) {
		return context.getStore(ExtensionContext.Namespace.create(EmbeddedHopxExtension.class, this));
	}

}
