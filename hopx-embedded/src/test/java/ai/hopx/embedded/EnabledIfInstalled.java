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

import java.io.File;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Tests that need programs of this machine, and are passed over where one is missing.
 */
@Target({ ElementType.TYPE, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(EnabledIfInstalled.Condition.class)
@interface EnabledIfInstalled {

	/**
	 * What is needed: a program, and after a colon Debian's package of it where that has
	 * another name.
	 */
	String[] value();

	/**
	 * Looks for the programs on the search path.
	 */
	final class Condition implements ExecutionCondition {

		@Override
		public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
			List<String> missing = AnnotationSupport.findAnnotation(context.getElement(), EnabledIfInstalled.class)
				.stream()
				.flatMap((annotation) -> Stream.of(annotation.value()))
				.map((needed) -> needed.split(":"))
				.filter((words) -> !isInstalled(words[0]))
				.map((words) -> words[words.length - 1])
				.toList();
			return missing.isEmpty() ? ConditionEvaluationResult.enabled("All programs are there")
					: ConditionEvaluationResult.disabled("Install " + String.join(", ", missing));
		}

		private static boolean isInstalled(String program) {
			return Stream.of(System.getenv("PATH").split(File.pathSeparator))
				.anyMatch((folder) -> new File(folder, program).canExecute());
		}

	}

}
