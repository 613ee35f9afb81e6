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

package ai.hopx.embedded;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;
import org.springframework.util.unit.DataSize;

import ai.hopx.embedded.runtime.Isolation;

/**
 * Settings of an {@link EmbeddedHopx}. Immutable; {@link #defaults()} suits most tests,
 * {@link #builder()} changes what does not.
 */
public final class EmbeddedHopxSettings {

	private final int port;

	private final String apiKey;

	private final Isolation isolation;

	private final Duration bootDelay;

	private final Duration tokenLifetime;

	private final Duration maxRunTimeout;

	private final Duration maxBackgroundTimeout;

	private final int maxSandboxes;

	private final DataSize maxRequestBodySize;

	private final Quotas quotas;

	private final int desktopStatus;

	private final @Nullable Path desktopTools;

	private final boolean maskSecrets;

	private final boolean nestedErrors;

	private final boolean shutdownHook;

	private EmbeddedHopxSettings(Builder builder) {
		this.port = builder.port;
		this.apiKey = (builder.apiKey != null) ? builder.apiKey : generateKey();
		this.isolation = builder.isolation;
		this.bootDelay = builder.bootDelay;
		this.tokenLifetime = builder.tokenLifetime;
		this.maxRunTimeout = builder.maxRunTimeout;
		this.maxBackgroundTimeout = builder.maxBackgroundTimeout;
		this.maxSandboxes = builder.maxSandboxes;
		this.maxRequestBodySize = builder.maxRequestBodySize;
		this.quotas = builder.quotas;
		this.desktopStatus = builder.desktopStatus;
		this.desktopTools = builder.desktopTools;
		this.maskSecrets = builder.maskSecrets;
		this.nestedErrors = builder.nestedErrors;
		this.shutdownHook = builder.shutdownHook;
	}

	private static String generateKey() {
		byte[] secret = new byte[32];
		new SecureRandom().nextBytes(secret);
		return "hopx_live_embedded." + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
	}

	/**
	 * Return the settings to start from: any free port, a generated key, the strongest
	 * isolation that works here, no quotas to speak of.
	 * @return settings with a key of their own
	 */
	public static EmbeddedHopxSettings defaults() {
		return builder().build();
	}

	/**
	 * Start from the defaults and change some.
	 * @return a builder
	 */
	public static Builder builder() {
		return new Builder();
	}

	int port() {
		return this.port;
	}

	String apiKey() {
		return this.apiKey;
	}

	Isolation isolation() {
		return this.isolation;
	}

	Duration bootDelay() {
		return this.bootDelay;
	}

	Duration tokenLifetime() {
		return this.tokenLifetime;
	}

	Duration maxRunTimeout() {
		return this.maxRunTimeout;
	}

	Duration maxBackgroundTimeout() {
		return this.maxBackgroundTimeout;
	}

	int maxSandboxes() {
		return this.maxSandboxes;
	}

	DataSize maxRequestBodySize() {
		return this.maxRequestBodySize;
	}

	Quotas quotas() {
		return this.quotas;
	}

	int desktopStatus() {
		return this.desktopStatus;
	}

	@Nullable Path desktopTools() {
		return this.desktopTools;
	}

	boolean maskSecrets() {
		return this.maskSecrets;
	}

	boolean nestedErrors() {
		return this.nestedErrors;
	}

	boolean shutdownHook() {
		return this.shutdownHook;
	}

	@Override
	public String toString() {
		return "EmbeddedHopxSettings[port=" + this.port + ", apiKey=****, isolation=" + this.isolation + ", bootDelay="
				+ this.bootDelay + ", maxSandboxes=" + this.maxSandboxes + "]";
	}

	/**
	 * Builds {@link EmbeddedHopxSettings}. A value that makes no sense is an
	 * {@link IllegalArgumentException} that names its setting, at once.
	 */
	public static final class Builder {

		private int port;

		private @Nullable String apiKey;

		private Isolation isolation = Isolation.AUTO;

		private Duration bootDelay = Duration.ZERO;

		private Duration tokenLifetime = Duration.ofHours(24);

		private Duration maxRunTimeout = Duration.ofMinutes(5);

		private Duration maxBackgroundTimeout = Duration.ofHours(1);

		private int maxSandboxes = 256;

		private DataSize maxRequestBodySize = DataSize.ofMegabytes(100);

		private Quotas quotas = Quotas.none();

		private int desktopStatus = 400;

		private @Nullable Path desktopTools;

		private boolean maskSecrets = true;

		private boolean nestedErrors;

		private boolean shutdownHook = true;

		private Builder() {
		}

		/**
		 * Set the control plane's port.
		 * @param port the port, or 0 for any free one, which is the default
		 * @return this builder
		 */
		public Builder port(int port) {
			Assert.isTrue(port >= 0 && port <= 65535, () -> "'port' must be between 0 and 65535, not " + port);
			this.port = port;
			return this;
		}

		/**
		 * Set the key that clients need.
		 * @param apiKey the key, printable ASCII; by default one is generated
		 * @return this builder
		 */
		public Builder apiKey(String apiKey) {
			Assert.hasText(apiKey, "'apiKey' must not be empty");
			Assert.isTrue(apiKey.chars().allMatch((c) -> c > ' ' && c < 127),
					"'apiKey' must consist of printable ASCII characters without spaces");
			this.apiKey = apiKey;
			return this;
		}

		/**
		 * Set how code is kept away from this machine.
		 * @param isolation the isolation; by default the strongest that works
		 * @return this builder
		 */
		public Builder isolation(Isolation isolation) {
			Assert.notNull(isolation, "'isolation' must not be null");
			this.isolation = isolation;
			return this;
		}

		/**
		 * Let creating a sandbox take longer, as it does on the service.
		 * @param bootDelay how much longer; by default not at all
		 * @return this builder
		 */
		public Builder bootDelay(Duration bootDelay) {
			Assert.isTrue(!bootDelay.isNegative() && bootDelay.compareTo(Duration.ofHours(1)) <= 0,
					() -> "'bootDelay' must be between 0 and one hour, not " + bootDelay);
			this.bootDelay = bootDelay;
			return this;
		}

		/**
		 * Set how long the tokens of sandboxes live.
		 * @param tokenLifetime the lifetime, rounded up to whole seconds; 24 hours by
		 * default
		 * @return this builder
		 */
		public Builder tokenLifetime(Duration tokenLifetime) {
			this.tokenLifetime = positive("tokenLifetime", tokenLifetime);
			return this;
		}

		/**
		 * Set the longest time-out that one run of code or of a command can ask for.
		 * @param maxRunTimeout the limit; 5 minutes by default, as on the service
		 * @return this builder
		 */
		public Builder maxRunTimeout(Duration maxRunTimeout) {
			this.maxRunTimeout = positive("maxRunTimeout", maxRunTimeout);
			return this;
		}

		/**
		 * Set the longest time-out that one run in the background can ask for.
		 * @param maxBackgroundTimeout the limit; one hour by default, as on the service
		 * @return this builder
		 */
		public Builder maxBackgroundTimeout(Duration maxBackgroundTimeout) {
			this.maxBackgroundTimeout = positive("maxBackgroundTimeout", maxBackgroundTimeout);
			return this;
		}

		/**
		 * Set how many sandboxes may be alive at once. Each is a process of 6 to 15 MB at
		 * least.
		 * @param maxSandboxes the limit; 256 by default
		 * @return this builder
		 */
		public Builder maxSandboxes(int maxSandboxes) {
			this.maxSandboxes = positive("maxSandboxes", maxSandboxes);
			return this;
		}

		/**
		 * Set the largest JSON body that agents take. Uploads are not limited by it.
		 * @param maxRequestBodySize the limit, up to 1 GB; 100 MB by default
		 * @return this builder
		 */
		public Builder maxRequestBodySize(DataSize maxRequestBodySize) {
			Assert.isTrue(maxRequestBodySize.toBytes() >= 1024 && maxRequestBodySize.toGigabytes() <= 1,
					() -> "'maxRequestBodySize' must be between 1 KB and 1 GB, not " + maxRequestBodySize);
			this.maxRequestBodySize = maxRequestBodySize;
			return this;
		}

		/**
		 * Set how much may be asked for in a time. What is beyond it is answered with
		 * 429.
		 * @param quotas the quotas; by default there are none
		 * @return this builder
		 */
		public Builder quotas(Quotas quotas) {
			Assert.notNull(quotas, "'quotas' must not be null");
			this.quotas = quotas;
			return this;
		}

		/**
		 * Set the status with which calls to a desktop that is not there are answered,
		 * code {@code DESKTOP_NOT_AVAILABLE}.
		 * @param desktopStatus 400, the default, which clients do not repeat, or 503
		 * @return this builder
		 */
		public Builder desktopStatus(int desktopStatus) {
			Assert.isTrue(desktopStatus == 400 || desktopStatus == 503,
					() -> "'desktopStatus' must be 400 or 503, not " + desktopStatus);
			this.desktopStatus = desktopStatus;
			return this;
		}

		// For tests: only those of the desktop's tools are there whose names a folder has
		Builder desktopTools(Path desktopTools) {
			this.desktopTools = desktopTools;
			return this;
		}

		/**
		 * Set whether {@code GET /env} hides values of variables whose names look secret.
		 * @param maskSecrets {@code false} to show them; the service and the default hide
		 * them
		 * @return this builder
		 */
		public Builder maskSecrets(boolean maskSecrets) {
			this.maskSecrets = maskSecrets;
			return this;
		}

		/**
		 * Set whether the control plane's errors have the nested form, which some clients
		 * expect, and not the flat one.
		 * @param nestedErrors {@code true} for the nested form; flat by default
		 * @return this builder
		 */
		public Builder nestedErrors(boolean nestedErrors) {
			this.nestedErrors = nestedErrors;
			return this;
		}

		/**
		 * Set whether a shutdown hook of the JVM stops a running server. Switch it off
		 * where something else does, such as an application context, which needs the
		 * server until its own beans are closed.
		 * @param shutdownHook {@code false} for none; on by default
		 * @return this builder
		 */
		public Builder shutdownHook(boolean shutdownHook) {
			this.shutdownHook = shutdownHook;
			return this;
		}

		/**
		 * Build the settings.
		 * @return the settings
		 */
		public EmbeddedHopxSettings build() {
			return new EmbeddedHopxSettings(this);
		}

		private static int positive(String name, int value) {
			Assert.isTrue(value > 0, () -> "'" + name + "' must be greater than 0, not " + value);
			return value;
		}

		private static Duration positive(String name, Duration value) {
			Assert.isTrue(!value.isNegative() && !value.isZero(),
					() -> "'" + name + "' must be greater than 0, not " + value);
			return value;
		}

	}

}
