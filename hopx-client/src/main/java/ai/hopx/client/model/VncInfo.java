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

package ai.hopx.client.model;

import java.net.URI;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * The VNC server of a sandbox.
 *
 * @param running whether it runs
 * @param url where it is reached, or {@code null} where the agent named none
 * @param port its port, or {@code null} where the agent did not say
 * @param display number of the X display that it shows, or {@code null} where the agent
 * did not say
 * @param password what it wants to be given, or {@code null} for nothing
 * @param websocketUrl where browsers reach it, or {@code null} where the agent named none
 */
public record VncInfo(boolean running, @Nullable URI url, @Nullable Integer port, @Nullable Integer display,
		@Nullable String password, @Nullable URI websocketUrl) implements Checked {

	/**
	 * A server stands still where the agent says so. Where all fields are empty, as with
	 * some agents that have no desktop, it says nothing.
	 */
	@JsonCreator
	static VncInfo read(@JsonProperty("running") @Nullable Boolean running, @JsonProperty("url") @Nullable URI url,
			@JsonProperty("port") @Nullable Integer port, @JsonProperty("display") @Nullable Integer display,
			@JsonProperty("password") @Nullable String password,
			@JsonProperty("websocket_url") @Nullable URI websocketUrl) {
		return new VncInfo((running != null) ? running : true, present(url), port, display, password,
				present(websocketUrl));
	}

	private static @Nullable URI present(@Nullable URI uri) {
		return (uri == null || uri.toString().isBlank()) ? null : uri;
	}

	@Override
	public @Nullable String missing() {
		return (this.running && this.url == null) ? "url" : null;
	}

	@Override
	public String toString() {
		return "VncInfo[running=%s, url=%s, port=%s, display=%s, password=%s]".formatted(this.running, this.url,
				this.port, this.display, Masked.of(this.password));
	}

}
