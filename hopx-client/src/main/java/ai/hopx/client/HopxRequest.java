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

package ai.hopx.client;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.MediaType;
import org.springframework.util.Assert;
import org.springframework.util.unit.DataSize;

/**
 * One request: an {@link Endpoint} with what fills it. Immutable. Variables and query
 * values are encoded where the request is sent, so that no value can reach another path.
 */
public final class HopxRequest {

	private final Endpoint endpoint;

	private final Map<String, String> variables;

	private final Map<String, String> query;

	private final @Nullable Object json;

	private final @Nullable StreamedBody stream;

	private final @Nullable Duration timeout;

	private final @Nullable DataSize maxReplySize;

	private HopxRequest(Builder builder) {
		this.endpoint = builder.endpoint;
		this.variables = Collections.unmodifiableMap(new LinkedHashMap<>(builder.variables));
		this.query = Collections.unmodifiableMap(new LinkedHashMap<>(builder.query));
		this.json = builder.json;
		this.stream = builder.stream;
		this.timeout = builder.timeout;
		this.maxReplySize = builder.maxReplySize;
	}

	/**
	 * Return the call that this is.
	 * @return the endpoint
	 */
	public Endpoint endpoint() {
		return this.endpoint;
	}

	/**
	 * Return what fills the endpoint's path.
	 * @return values by the names of its variables, not encoded
	 */
	public Map<String, String> variables() {
		return this.variables;
	}

	/**
	 * Return the query parameters.
	 * @return values by name, not encoded, in the order in which they are sent
	 */
	public Map<String, String> query() {
		return this.query;
	}

	/**
	 * Return the object that is sent as JSON.
	 * @return the body, or {@code null} for none
	 */
	public @Nullable Object json() {
		return this.json;
	}

	/**
	 * Return the body that is sent as it comes.
	 * @return the body, or {@code null} for none
	 */
	public @Nullable StreamedBody stream() {
		return this.stream;
	}

	/**
	 * Return how long to wait: for the reply's end, counted from the request's end, or
	 * for a stream's next piece.
	 * @return the time-out, or {@code null} for {@code hopx.http.response-timeout}
	 */
	public @Nullable Duration timeout() {
		return this.timeout;
	}

	/**
	 * Return how large a reply may be that is read as a whole.
	 * @return the size, or {@code null} for {@code hopx.http.max-in-memory-size}
	 */
	public @Nullable DataSize maxReplySize() {
		return this.maxReplySize;
	}

	@Override
	public String toString() {
		// Bodies and values may hold secrets
		return this.endpoint.method() + " " + this.endpoint.path();
	}

	/**
	 * Start a request to an endpoint.
	 * @param endpoint the endpoint
	 * @return a builder
	 */
	public static Builder to(Endpoint endpoint) {
		return new Builder(endpoint);
	}

	/**
	 * A body that streams through, made anew for each attempt.
	 *
	 * @param contentType its media type
	 * @param contentLength its length in bytes, or -1 where unknown
	 * @param content makes the body; called once an attempt
	 */
	public record StreamedBody(MediaType contentType, long contentLength,
			Supplier<? extends Publisher<DataBuffer>> content) {
	}

	/**
	 * Builds a {@link HopxRequest}.
	 */
	public static final class Builder {

		private final Endpoint endpoint;

		private final Map<String, String> variables = new LinkedHashMap<>();

		private final Map<String, String> query = new LinkedHashMap<>();

		private @Nullable Object json;

		private @Nullable StreamedBody stream;

		private @Nullable Duration timeout;

		private @Nullable DataSize maxReplySize;

		private Builder(Endpoint endpoint) {
			Assert.notNull(endpoint, "'endpoint' must not be null");
			this.endpoint = endpoint;
		}

		/**
		 * Fill a variable of the path.
		 * @param name name of the variable
		 * @param value its value, encoded when sent
		 * @return this builder
		 */
		public Builder variable(String name, String value) {
			this.variables.put(name, value);
			return this;
		}

		/**
		 * Add a query parameter, left out where it has no value.
		 * @param name name of the parameter
		 * @param value its value, encoded when sent, or {@code null}
		 * @return this builder
		 */
		public Builder query(String name, @Nullable Object value) {
			if (value != null) {
				this.query.put(name, value.toString());
			}
			return this;
		}

		/**
		 * Set what is sent as JSON, instead of a stream.
		 * @param json the body, written by {@link ai.hopx.client.model.HopxJson}
		 * @return this builder
		 */
		public Builder json(Object json) {
			this.json = json;
			return this;
		}

		/**
		 * Set what is sent as it comes, instead of JSON.
		 * @param stream the body
		 * @return this builder
		 */
		public Builder stream(StreamedBody stream) {
			this.stream = stream;
			return this;
		}

		/**
		 * Set how long to wait for the reply.
		 * @param timeout the time from the request's end to the reply's end; for a
		 * stream, to its next piece. {@code null} for {@code hopx.http.response-timeout}
		 * @return this builder
		 */
		public Builder timeout(@Nullable Duration timeout) {
			this.timeout = timeout;
			return this;
		}

		/**
		 * Set how large the reply may be, for replies that are small or wrong. Never more
		 * than {@code hopx.http.max-in-memory-size}.
		 * @param maxReplySize the size
		 * @return this builder
		 */
		public Builder maxReplySize(DataSize maxReplySize) {
			this.maxReplySize = maxReplySize;
			return this;
		}

		/**
		 * Build the request. Nothing is sent.
		 * @return the request
		 */
		public HopxRequest build() {
			Assert.state(this.json == null || this.stream == null, "A request has one body");
			return new HopxRequest(this);
		}

	}

}
