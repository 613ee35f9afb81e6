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

package ai.hopx.spring.boot.autoconfigure;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import ai.hopx.client.HopxConfigurationException;
import ai.hopx.client.HopxTransportException;
import ai.hopx.client.core.HopxTemplate;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.netty.resources.LoopResources;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.HttpClientAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.http.client.ReactorResourceFactory;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchException;

/**
 * What the client takes over from the application, and what it connects through.
 */
class HopxConnectorFactoryTests {

	private static final String PASSWORD = "password";

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(HopxAutoConfiguration.class, SslAutoConfiguration.class,
				HttpClientAutoConfiguration.class))
		.withPropertyValues("hopx.api-key=hopx_live_test.test", "hopx.retry.max-attempts=1");

	@TempDir
	Path directory;

	@Test
	void trustsWhatTheBundleTrusts() throws Exception {
		withTlsServer((application) -> {
			application.withPropertyValues("hopx.http.ssl.bundle=hopx").run(HopxConnectorFactoryTests::isHealthy);
			application.withPropertyValues("spring.http.clients.ssl.bundle=hopx")
				.run(HopxConnectorFactoryTests::isHealthy);
		});
	}

	@Test
	void trustsNobodyElse() throws Exception {
		withTlsServer(
				(application) -> application.run((context) -> assertThatExceptionOfType(HopxTransportException.class)
					.isThrownBy(context.getBean(HopxTemplate.class)::health)
					.satisfies((ex) -> assertThat(ex.isUnsent()).isTrue())));
	}

	@Test
	void trustsNoCertificateOfAnotherHost() throws Exception {
		withTlsServer("dns:other.example",
				(application) -> application.withPropertyValues("hopx.http.ssl.bundle=hopx")
					.run((context) -> assertThatExceptionOfType(HopxTransportException.class)
						.isThrownBy(context.getBean(HopxTemplate.class)::health)
						.havingRootCause()
						.isInstanceOf(CertificateException.class)
						.withMessageContaining("127.0.0.1")));
	}

	@Test
	void unknownBundleFailsAtStart() {
		this.contextRunner.withPropertyValues("hopx.http.ssl.bundle=nobody")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(HopxConfigurationException.class)
				.hasMessageContainingAll("'hopx.http.ssl.bundle'", "nobody"));
	}

	@Test
	void connectsThroughTheProxy() throws Exception {
		try (ServerSocket proxy = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
			CompletableFuture<String> firstLine = CompletableFuture.supplyAsync(() -> firstLine(proxy));
			this.contextRunner
				.withPropertyValues("hopx.base-url=https://api.example.com", "hopx.http.proxy.host=127.0.0.1",
						"hopx.http.proxy.port=" + proxy.getLocalPort())
				.run((context) -> {
					// The proxy hangs up
					assertThat(catchException(context.getBean(HopxTemplate.class)::health))
						.isInstanceOf(HopxTransportException.class);
					assertThat(firstLine.get(10, TimeUnit.SECONDS)).startsWith("CONNECT api.example.com:443 ");
				});
		}
	}

	@Test
	void passesTheProxyByForNonProxyHosts() {
		WireMockServer hopx = new WireMockServer(options());
		hopx.start();
		hopx.stubFor(get("/health").willReturn(okJson("{\"status\":\"ok\"}")));
		try {
			this.contextRunner
				.withPropertyValues("hopx.base-url=" + hopx.baseUrl(), "hopx.http.proxy.host=proxy.invalid")
				.run(HopxConnectorFactoryTests::isHealthy);
		}
		finally {
			hopx.stop();
		}
	}

	@Test
	void runsOnTheEventLoopsOfTheApplication() {
		WireMockServer hopx = new WireMockServer(options());
		hopx.start();
		hopx.stubFor(get("/health").willReturn(okJson("{\"status\":\"ok\"}")));
		ReactorResourceFactory resourceFactory = new ReactorResourceFactory();
		resourceFactory.setUseGlobalResources(false);
		resourceFactory.setLoopResources(LoopResources.create("application-loop", 1, true));
		try {
			this.contextRunner.withBean(ReactorResourceFactory.class, () -> resourceFactory)
				.withPropertyValues("hopx.base-url=" + hopx.baseUrl())
				.run((context) -> {
					isHealthy(context);
					assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName)
						.anyMatch((name) -> name.startsWith("application-loop"));
				});
		}
		finally {
			hopx.stop();
		}
	}

	private static void isHealthy(ApplicationContext context) {
		assertThat(context.getBean(HopxTemplate.class).health().isHealthy()).isTrue();
	}

	private static WireMockConfiguration options() {
		return WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1");
	}

	private static String firstLine(ServerSocket server) {
		try (Socket socket = server.accept()) {
			InputStreamReader input = new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII);
			return new BufferedReader(input).readLine();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void withTlsServer(Consumer<ApplicationContextRunner> test) throws Exception {
		withTlsServer("ip:127.0.0.1", test);
	}

	private void withTlsServer(String subject, Consumer<ApplicationContextRunner> test) throws Exception {
		Path keyStore = selfSigned(subject);
		WireMockServer hopx = new WireMockServer(options().dynamicHttpsPort()
			.keystorePath(keyStore.toString())
			.keystorePassword(PASSWORD)
			.keyManagerPassword(PASSWORD)
			.keystoreType("PKCS12"));
		hopx.start();
		try {
			hopx.stubFor(get("/health").willReturn(okJson("{\"status\":\"ok\"}")));
			test.accept(this.contextRunner.withPropertyValues("hopx.base-url=https://127.0.0.1:" + hopx.httpsPort(),
					"spring.ssl.bundle.jks.hopx.truststore.location=file:" + keyStore,
					"spring.ssl.bundle.jks.hopx.truststore.password=" + PASSWORD,
					"spring.ssl.bundle.jks.hopx.truststore.type=PKCS12"));
		}
		finally {
			hopx.stop();
		}
	}

	/**
	 * The JDK has no public way to make a certificate but its own tool.
	 */
	private Path selfSigned(String subject) throws Exception {
		Path keyStore = this.directory.resolve("hopx.p12");
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
				"-genkeypair", "-alias", "hopx", "-keyalg", "EC", "-dname", "CN=hopx", "-ext", "SAN=" + subject,
				"-storetype", "PKCS12", "-keystore", keyStore.toString(), "-storepass", PASSWORD)
			.redirectErrorStream(true)
			.start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor()).as(output).isZero();
		return keyStore;
	}

}
