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

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import ai.hopx.client.AuthScheme;
import ai.hopx.client.DataPlaneAuth;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Configuration properties for Hopx.
 *
 * @param apiKey API key, as the dashboard shows it.
 * @param baseUrl Base URL of the control plane. Must be https unless its host is a
 * loopback address.
 * @param authScheme How the API key is sent: as 'X-API-Key' header or as bearer token.
 * @param defaultTemplate Template of sandboxes whose creation names none.
 * @param region Region of sandboxes whose creation names none. Left to the service by
 * default.
 * @param sandbox defaults of sandboxes
 * @param run defaults of runs
 * @param dataPlane how sandboxes are reached
 * @param http connections
 * @param stream streams
 * @param retry repeats
 * @param tracing traces
 */
@ConfigurationProperties("hopx")
public record HopxProperties(@Nullable String apiKey, @DefaultValue("https://api.hopx.dev") URI baseUrl,
		@DefaultValue("api-key") AuthScheme authScheme, @DefaultValue("code-interpreter") String defaultTemplate,
		@Nullable String region, @DefaultValue Sandbox sandbox, @DefaultValue Run run,
		@DefaultValue DataPlane dataPlane, @DefaultValue Http http, @DefaultValue Stream stream,
		@DefaultValue Retry retry, @DefaultValue Tracing tracing) {

	@Override
	public String toString() {
		return "HopxProperties[baseUrl=" + this.baseUrl + ", defaultTemplate=" + this.defaultTemplate + "]";
	}

	/**
	 * Defaults of sandboxes.
	 *
	 * @param timeout Life time sent with each creation, after which the service kills the
	 * sandbox. Use 'none' for no limit.
	 * @param readyTimeout Time to wait for a new sandbox to run.
	 * @param internetAccess Whether new sandboxes can reach the internet. Left to the
	 * service by default.
	 * @param env Environment variables of every new sandbox. Set them in configuration
	 * files: names from the environment lose their case.
	 */
	public record Sandbox(@DefaultValue("1h") SandboxTimeout timeout, @DefaultValue("60s") Duration readyTimeout,
			@Nullable Boolean internetAccess, @DefaultValue Map<String, String> env) {

		@Override
		public String toString() {
			return "Sandbox[timeout=" + this.timeout + ", readyTimeout=" + this.readyTimeout + "]";
		}

	}

	/**
	 * Defaults of runs.
	 *
	 * @param timeout Time after which the sandbox ends a run that names no time-out of
	 * its own. The HTTP request waits 30 seconds longer.
	 */
	public record Run(@DefaultValue("120s") Duration timeout) {
	}

	/**
	 * How sandboxes are reached.
	 *
	 * @param urlTemplate URL of a sandbox for which the service names no public host,
	 * with '{sandbox_id}' in place of its id.
	 * @param allowedHosts Hosts that a sandbox may be reached at, with '*.' for any
	 * subdomain. Loopback addresses are allowed as well while the control plane is on
	 * one.
	 * @param auth Credentials sent to a sandbox. By default its own token, and the API
	 * key only if the service has no tokens.
	 */
	public record DataPlane(@DefaultValue("https://{sandbox_id}.hopx.dev") String urlTemplate, @DefaultValue( {
			"*.hopx.dev", "*.hopx.ai" }) List<String> allowedHosts, @DefaultValue("auto") DataPlaneAuth auth){
	}

	/**
	 * Connections.
	 *
	 * @param connectTimeout Time to wait for a connection. Falls back to
	 * 'spring.http.clients.connect-timeout', then to 10 seconds.
	 * @param responseTimeout Time to wait for the reply to anything but a run or a
	 * creation, and between two pieces of a download.
	 * @param maxConnections Maximum number of connections to one host.
	 * @param pendingAcquireMaxCount Maximum number of requests that wait for a connection
	 * to one host.
	 * @param maxIdleTime Time after which an idle connection is closed.
	 * @param maxInMemorySize Maximum size of a JSON reply, a plot included.
	 * @param ssl TLS
	 * @param proxy proxy
	 */
	public record Http(@Nullable Duration connectTimeout, @DefaultValue("60s") Duration responseTimeout,
			@DefaultValue("64") int maxConnections, @DefaultValue("1000") int pendingAcquireMaxCount,
			@DefaultValue("20s") Duration maxIdleTime, @DefaultValue("16MB") DataSize maxInMemorySize,
			@DefaultValue Ssl ssl, @DefaultValue Proxy proxy) {

		/**
		 * TLS.
		 *
		 * @param bundle SSL bundle to use. Falls back to
		 * 'spring.http.clients.ssl.bundle'.
		 */
		public record Ssl(@Nullable String bundle) {
		}

		/**
		 * HTTP proxy.
		 *
		 * @param host Host of an HTTP proxy to connect through. None by default.
		 * @param port Port of the proxy.
		 * @param username User name for the proxy.
		 * @param password Password for the proxy.
		 * @param nonProxyHosts Hosts that are reached without the proxy, with '*.' for
		 * any subdomain.
		 */
		public record Proxy(@Nullable String host, @DefaultValue("3128") int port, @Nullable String username,
				@Nullable String password, @DefaultValue( {
						"localhost", "127.0.0.1" }) List<String> nonProxyHosts){

			@Override
			public String toString() {
				return "Proxy[host=" + this.host + ", port=" + this.port + "]";
			}

		}

	}

	/**
	 * Streams.
	 *
	 * @param maxFrameSize Maximum size of one message on a WebSocket, a plot included.
	 */
	public record Stream(@DefaultValue("16MB") DataSize maxFrameSize) {
	}

	/**
	 * Repeats. Requests that could run something twice are never repeated, whatever is
	 * set here.
	 *
	 * @param maxAttempts Maximum number of times that a request is sent.
	 * @param initialBackoff Longest pause before the first repeat; doubles with each.
	 * Pauses are random up to that.
	 * @param maxBackoff Longest pause between two attempts.
	 * @param maxRateLimitWait Longest wait that is accepted when the service asks to slow
	 * down. Beyond it the call fails at once.
	 */
	public record Retry(@DefaultValue("3") int maxAttempts, @DefaultValue("200ms") Duration initialBackoff,
			@DefaultValue("5s") Duration maxBackoff, @DefaultValue("10s") Duration maxRateLimitWait) {
	}

	/**
	 * Traces.
	 *
	 * @param propagateToSandbox Whether trace headers are sent to sandboxes. Untrusted
	 * code can read them there.
	 */
	public record Tracing(@DefaultValue("false") boolean propagateToSandbox) {
	}

}
