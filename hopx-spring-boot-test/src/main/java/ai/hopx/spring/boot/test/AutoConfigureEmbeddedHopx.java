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

package ai.hopx.spring.boot.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import ai.hopx.embedded.EmbeddedHopx;
import ai.hopx.embedded.EmbeddedHopxSettings;
import ai.hopx.embedded.Quotas;
import ai.hopx.embedded.runtime.Isolation;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives the application context of a test an {@link EmbeddedHopx}, which really runs
 * code, on this machine. The context's {@code HopxTemplate} and all that is built on it
 * then use that server, whatever {@code hopx.base-url}, {@code hopx.api-key} and
 * {@code hopx.embedded.*} say: no key is needed, and none of the application's is sent
 * anywhere.
 *
 * <pre class="code">
 * &#64;SpringBootTest
 * &#64;AutoConfigureEmbeddedHopx
 * class CalculatorTests {
 *
 *     &#64;Autowired
 *     private Calculator calculator;
 *
 * }
 * </pre>
 *
 * The server is a bean, which starts before the beans that use it and stops after them;
 * with JUnit it can be a parameter of tests and their constructors as well, and its
 * faults are lifted after each test. It belongs to the context: tests that share a cached
 * context share the server and the sandboxes in it. Where {@code hopx.enabled} is
 * {@code false}, there is none.
 * <p>
 * The annotation works on superclasses, on classes around nested ones, and on annotations
 * of your own. In tests of a slice of the application, import
 * {@code HopxAutoConfiguration} as well.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith(EmbeddedHopxTestExtension.class)
public @interface AutoConfigureEmbeddedHopx {

	/**
	 * How code is kept away from this machine.
	 * @return the isolation; by default bubblewrap where it works, else none
	 */
	Isolation isolation() default Isolation.AUTO;

	/**
	 * Time that creating a sandbox takes longer, to imitate the service.
	 * @return a duration such as {@code 500ms} or {@code 2s}; none by default
	 */
	String bootDelay() default "0s";

	/**
	 * Whether the server has the quotas that the service documents, and answers what is
	 * beyond them with 429.
	 * @return {@code true} for {@link Quotas#ofService()}; by default there are none
	 * @see EmbeddedHopxSettings.Builder#quotas(Quotas)
	 */
	boolean serviceQuotas() default false;

}
