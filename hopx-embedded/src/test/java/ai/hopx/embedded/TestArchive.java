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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

import ai.hopx.embedded.Http.Reply;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An archive as a client may send it, honest or not: Python's tarfile writes anything.
 */
final class TestArchive {

	private static final String PROLOGUE = """
			import io, sys, tarfile
			archive = tarfile.open(fileobj=sys.stdout.buffer, mode='w|gz')
			def entry(name, content=b'', **fields):
			    info = tarfile.TarInfo(name)
			    info.size = len(content)
			    for field, value in fields.items():
			        setattr(info, field, value)
			    archive.addfile(info, io.BytesIO(content))
			""";

	private final byte[] bytes;

	private TestArchive(byte[] bytes) {
		this.bytes = bytes;
	}

	/**
	 * Make an archive.
	 * @param python calls to {@code entry(name, content, **fields)}, where fields are
	 * those of {@code tarfile.TarInfo}
	 * @return the archive
	 */
	static TestArchive of(String python) {
		try {
			Process process = new ProcessBuilder("python3", "-c", PROLOGUE + python + "\narchive.close()")
				.redirectError(ProcessBuilder.Redirect.INHERIT)
				.start();
			byte[] bytes = process.getInputStream().readAllBytes();
			assertThat(process.waitFor()).isZero();
			return new TestArchive(bytes);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	byte[] bytes() {
		return this.bytes;
	}

	/**
	 * Ask for a link and use it.
	 * @param control calls to the control plane
	 * @param hash what to call the archive
	 * @return the hash
	 */
	String upload(Http control, String hash) {
		Reply link = control.post("/v1/templates/files/upload-link",
				Map.of("files_hash", hash, "content_length", this.bytes.length));
		assertThat(link.json().path("present").booleanValue()).isFalse();
		Reply uploaded = Http.put(link.text("upload_url"), this.bytes);
		assertThat(uploaded.status()).as(uploaded::toString).isEqualTo(200);
		return hash;
	}

}
