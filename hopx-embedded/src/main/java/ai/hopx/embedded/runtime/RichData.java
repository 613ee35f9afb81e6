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

package ai.hopx.embedded.runtime;

/**
 * One rich output of a run.
 *
 * @param type MIME type, such as {@code image/png} or
 * {@code application/vnd.dataframe+json}
 * @param data base64 text for images of bytes, plain text for HTML, SVG and Markdown, a
 * JSON tree ({@link java.util.Map}, {@link java.util.List}, …) for JSON types
 */
public record RichData(String type, Object data) {
}
