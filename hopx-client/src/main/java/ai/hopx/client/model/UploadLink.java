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

import org.jspecify.annotations.Nullable;

/**
 * Where files for a build go. The URL is a secret: whoever has it may upload.
 *
 * @param present whether the service has the files already
 * @param uploadUrl where to put them otherwise
 */
public record UploadLink(@Nullable Boolean present, @Nullable URI uploadUrl) implements Checked {

	@Override
	public @Nullable String missing() {
		return (isPresent() || this.uploadUrl != null) ? null : "upload_url";
	}

	/**
	 * Return whether nothing has to be uploaded.
	 * @return whether the service has it all
	 */
	public boolean isPresent() {
		return Boolean.TRUE.equals(this.present);
	}

	@Override
	public String toString() {
		return "UploadLink[present=" + this.present + "]";
	}

}
