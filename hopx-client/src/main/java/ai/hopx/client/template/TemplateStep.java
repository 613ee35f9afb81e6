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

package ai.hopx.client.template;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A step of a build, in the one form that every service understands: a type in capitals
 * and its arguments.
 *
 * @param type {@code COPY}, {@code RUN}, {@code ENV}, {@code WORKDIR}, {@code USER} or
 * {@code CMD}
 * @param args the arguments; of {@code COPY}, the target alone
 * @param copy what to copy
 */
record TemplateStep(String type, List<String> args, @Nullable Copy copy) {

	static TemplateStep of(String type, String... args) {
		return new TemplateStep(type, List.of(args), null);
	}

	static TemplateStep copy(Path source, String target, CopyOptions options) {
		return new TemplateStep("COPY", List.of(target), new Copy(source, options));
	}

	/**
	 * Describe the step.
	 * @param filesHash what its files were uploaded as, {@code null} where there are none
	 */
	Map<String, Object> toWire(@Nullable String filesHash) {
		Map<String, Object> wire = new LinkedHashMap<>();
		wire.put("type", this.type);
		wire.put("args", (this.copy != null) ? List.of(this.copy.name(), this.args.get(0)) : this.args);
		if (this.copy != null) {
			if (filesHash != null) {
				wire.put("filesHash", filesHash);
			}
			this.copy.options().describe(wire);
		}
		return wire;
	}

	/**
	 * Files of this machine.
	 *
	 * @param source a file or folder
	 * @param options how they end up
	 */
	record Copy(Path source, CopyOptions options) {

		/**
		 * Return what the source is called in its archive.
		 */
		String name() {
			Path name = this.source.toAbsolutePath().normalize().getFileName();
			if (name == null) {
				throw Checks.invalid("The root of a file system cannot be copied; name a folder in it");
			}
			return name.toString();
		}

	}

}
