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

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import ai.hopx.embedded.Http.Reply;

import static org.assertj.core.api.Assertions.assertThat;

class TemplateUploadTests {

	private static final byte[] CONTENT = { 1, 2, 3, 4 };

	@RegisterExtension
	static final EmbeddedHopxExtension server = new EmbeddedHopxExtension();

	private final Http control = server.control();

	@Test
	void aLinkNeedsNoKeyAndIsGoodForOneUpload() {
		Reply link = link("once", CONTENT.length);
		assertThat(link.json().propertyNames()).containsOnly("present", "upload_url", "expires_at", "files_hash",
				"request_id");
		String url = link.text("upload_url");
		assertThat(Http.put(url, CONTENT).status()).isEqualTo(200);
		assertThat(Http.put(url, CONTENT).status()).isEqualTo(403);
		Reply again = link("once", CONTENT.length);
		assertThat(again.json().path("present").booleanValue()).isTrue();
		assertThat(again.json().propertyNames()).doesNotContain("upload_url");
	}

	@Test
	void anUploadHasTheLengthThatWasAnnounced() {
		String url = link("exact", CONTENT.length).text("upload_url");
		assertThat(Http.put(url, new byte[] { 1 }).status()).isEqualTo(403);
		assertThat(Http.put(url, new byte[5]).status()).isEqualTo(403);
		assertThat(Http.put(url, CONTENT).status()).isEqualTo(200);
	}

	@Test
	void linksCannotBeGuessed() {
		String url = link("secret", CONTENT.length).text("upload_url");
		assertThat(url.substring(url.lastIndexOf('/') + 1)).hasSizeGreaterThan(40);
		assertThat(Http.put(url.substring(0, url.length() - 1) + "_", CONTENT).status()).isEqualTo(403);
		// Nothing else below needs no key
		assertThat(this.control.without("X-API-Key").get("/v1/templates").status()).isEqualTo(401);
	}

	@Test
	void badRequestsSayWhatIsWrong() {
		assertThat(this.control.post("/v1/templates/files/upload-link", Map.of("content_length", 1)).text("error"))
			.contains("files_hash");
		assertThat(this.control.post("/v1/templates/files/upload-link", Map.of("files_hash", "a")).text("error"))
			.contains("content_length");
		assertThat(link("a", 0).text("error")).contains("content_length");
		assertThat(link("a", 1L << 40).text("error")).contains("bytes");
	}

	@Test
	void aStepNeedsItsUpload() {
		TemplateBuilder builder = new TemplateBuilder(this.control)
			.step(Map.of("type", "COPY", "args", List.of(".", "."), "filesHash", "never uploaded"));
		Reply reply = this.control.post("/v1/templates/build", builder.request("incomplete"));
		assertThat(reply.status()).isEqualTo(400);
		assertThat(reply.text("error")).contains("uploaded");
		assertThat(this.control.get("/v1/templates/incomplete").status()).isEqualTo(404);
	}

	private Reply link(String hash, long length) {
		return this.control.post("/v1/templates/files/upload-link",
				Map.of("files_hash", hash, "content_length", length));
	}

}
