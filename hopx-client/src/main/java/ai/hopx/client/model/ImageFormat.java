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

/**
 * Format of an image. Open: a format that this version does not know is kept as it came.
 *
 * @param value the service's name of the format
 */
public record ImageFormat(String value) {

	/**
	 * What agents send unless they are odd.
	 */
	public static final ImageFormat PNG = new ImageFormat("png");

	/**
	 * Smaller, with some loss.
	 */
	public static final ImageFormat JPEG = new ImageFormat("jpeg");

	@Override
	public String toString() {
		return this.value;
	}

}
