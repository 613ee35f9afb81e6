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

package ai.hopx.embedded.build;

import org.jspecify.annotations.Nullable;

/**
 * One step of a build.
 */
sealed interface BuildStep {

	/**
	 * Files from the caller.
	 *
	 * @param source what was uploaded, relative to the caller's folder
	 * @param target where it goes
	 * @param filesHash names the upload, or {@code null} where the caller sent none
	 * @param owner whose the files should be
	 * @param permissions octal permissions of the files, or {@code null} for their own
	 */
	record Copy(String source, String target, @Nullable String filesHash, @Nullable String owner,
			@Nullable String permissions) implements BuildStep {

		@Override
		public String toString() {
			return "COPY " + this.source + " " + this.target;
		}

	}

	/**
	 * A line for the shell.
	 *
	 * @param command the line
	 */
	record Run(String command) implements BuildStep {

		@Override
		public String toString() {
			return "RUN " + this.command;
		}

	}

	/**
	 * A variable for the steps that follow and for sandboxes. Values can be secrets, so
	 * the log shows names.
	 *
	 * @param name the variable's name
	 * @param value its value, in which {@code $NAME} stands for a variable's value so far
	 */
	record Env(String name, String value) implements BuildStep {

		@Override
		public String toString() {
			return "ENV " + this.name;
		}

	}

	/**
	 * The folder that the steps that follow, and runs in sandboxes, start in.
	 *
	 * @param path the folder, relative to the one before
	 */
	record Workdir(String path) implements BuildStep {

		@Override
		public String toString() {
			return "WORKDIR " + this.path;
		}

	}

	/**
	 * A step that is taken note of and has no effect here.
	 *
	 * @param type what kind of step
	 * @param value its value
	 * @param reason why it has no effect
	 */
	record Note(String type, String value, String reason) implements BuildStep {

		@Override
		public String toString() {
			return this.type + " " + this.value;
		}

	}

}
