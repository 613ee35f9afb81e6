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

package ai.hopx.client.hostile;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

import ai.hopx.client.core.CodeRequest;
import ai.hopx.client.core.CommandRequest;
import ai.hopx.client.core.Language;
import ai.hopx.client.core.RunCallback;
import ai.hopx.client.core.SandboxFilter;
import ai.hopx.client.core.SandboxSpec;
import ai.hopx.client.core.WriteOptions;
import ai.hopx.client.desktop.MouseButton;
import ai.hopx.client.desktop.RecordingOptions;
import ai.hopx.client.desktop.ScrollDirection;
import ai.hopx.client.desktop.VncOptions;
import ai.hopx.client.model.SandboxState;
import ai.hopx.client.model.ScreenPoint;
import ai.hopx.client.model.ScreenRegion;
import ai.hopx.client.model.TemplateBuild;
import ai.hopx.client.model.WindowId;
import ai.hopx.client.stream.TerminalOptions;
import ai.hopx.client.template.TemplateFilter;
import ai.hopx.client.template.TemplateSpec;
import ai.hopx.client.testsupport.HopxWire;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;

/**
 * Arguments for calls: one of each type that is good, and those that callers should not
 * give but will.
 */
final class Values {

	private static final Map<Class<?>, Object> GOOD = Map.ofEntries(Map.entry(String.class, HopxWire.SANDBOX_ID),
			Map.entry(Duration.class, Duration.ofSeconds(5)), Map.entry(int.class, 7), Map.entry(boolean.class, true),
			Map.entry(Integer.class, 7), Map.entry(Boolean.class, true), Map.entry(Map.class, Map.of("A", "1")),
			Map.entry(byte[].class, new byte[] { 1 }), Map.entry(Path.class, Path.of("target", "no-such-file")),
			Map.entry(Resource.class, new ByteArrayResource(new byte[] { 1 })), Map.entry(Flux.class, Flux.empty()),
			Map.entry(InputStream.class, InputStream.nullInputStream()),
			Map.entry(OutputStream.class, OutputStream.nullOutputStream()),
			Map.entry(CodeRequest.class, CodeRequest.of("1")), Map.entry(CommandRequest.class, CommandRequest.of("ls")),
			Map.entry(Language.class, Language.PYTHON), Map.entry(SandboxSpec.class, SandboxSpec.defaults()),
			Map.entry(SandboxSpec.Resources.class, new SandboxSpec.Resources(1, 1, 1)),
			Map.entry(SandboxFilter.class, SandboxFilter.all()), Map.entry(SandboxState.class, SandboxState.RUNNING),
			Map.entry(WriteOptions.class, WriteOptions.defaults().mode("0644")), Map.entry(long.class, 7L),
			Map.entry(List.class, List.of("ctrl")), Map.entry(Consumer.class, (Consumer<Object>) (ignored) -> {
			}), Map.entry(RunCallback.class, RunCallback.to("https://example.org/done")),
			Map.entry(TerminalOptions.class, TerminalOptions.defaults()),
			Map.entry(TemplateSpec.class, TemplateSpec.of("a", "ubuntu:24.04")),
			Map.entry(TemplateFilter.class, TemplateFilter.all()),
			Map.entry(TemplateBuild.class, new TemplateBuild("1", "1", null, null, null)),
			Map.entry(ScreenPoint.class, ScreenPoint.at(1, 1)),
			Map.entry(ScreenRegion.class, new ScreenRegion(0, 0, 1, 1)), Map.entry(MouseButton.class, MouseButton.LEFT),
			Map.entry(ScrollDirection.class, ScrollDirection.UP), Map.entry(WindowId.class, WindowId.of(1)),
			Map.entry(RecordingOptions.class, RecordingOptions.defaults()),
			Map.entry(VncOptions.class, VncOptions.defaults()));

	private static final List<String> TEXTS = List.of("", " ", "a\0b", "a\r\nX-Injected: 1\r\n\r\n", "..",
			"../../v1/sandboxes", "%2e%2e%2f", "a/b", "a?b=c&d", "a#b;c", "a b", "{id}", "\u00e4\u202e", "\ud800",
			"x".repeat(20_000));

	private static final List<Duration> TIMES = List.of(Duration.ZERO, Duration.ofSeconds(-1), Duration.ofNanos(1),
			Duration.ofSeconds(Long.MAX_VALUE), Duration.ofSeconds(Long.MIN_VALUE));

	private Values() {
	}

	/**
	 * Return what a call works with.
	 * @param type type of the parameter
	 * @param blocking whether a callback is the blocking face's
	 */
	static Object good(Class<?> type, boolean blocking) {
		if (type == Function.class) {
			return blocking ? (Function<Object, Object>) (sandbox) -> "done"
					: (Function<Object, Object>) (sandbox) -> Mono.just("done");
		}
		Object value = GOOD.get(type);
		if (value == null) {
			throw new AssertionError("Say in 'Values' what a good " + type.getName() + " is");
		}
		return value;
	}

	/**
	 * Return what is not good, {@code null} first.
	 */
	static Collection<Object> bad(Class<?> type) {
		List<Object> values = new ArrayList<>();
		if (!type.isPrimitive()) {
			values.add(null);
		}
		if (type == String.class) {
			values.addAll(TEXTS);
		}
		else if (type == Duration.class) {
			values.addAll(TIMES);
		}
		else if (type == int.class || type == Integer.class) {
			values.addAll(List.of(0, -1, Integer.MIN_VALUE, Integer.MAX_VALUE));
		}
		else if (type == Map.class) {
			TEXTS.forEach((text) -> values.add(Map.of(text, "1")));
			TEXTS.forEach((text) -> values.add(Map.of("A", text)));
			values.add(Collections.singletonMap(null, "1"));
			values.add(Collections.singletonMap("A", null));
		}
		return values;
	}

}
