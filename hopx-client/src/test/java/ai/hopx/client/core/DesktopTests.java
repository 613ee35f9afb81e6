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

package ai.hopx.client.core;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import ai.hopx.client.DesktopNotAvailableException;
import ai.hopx.client.HopxServerException;
import ai.hopx.client.HopxTimeoutException;
import ai.hopx.client.UnexpectedResponseException;
import ai.hopx.client.desktop.DesktopOperations;
import ai.hopx.client.desktop.ReactiveDesktopOperations;
import ai.hopx.client.desktop.VncOptions;
import ai.hopx.client.model.DesktopProcess;
import ai.hopx.client.model.DesktopWindow;
import ai.hopx.client.model.DisplayInfo;
import ai.hopx.client.model.RecordingInfo;
import ai.hopx.client.model.RecordingStatus;
import ai.hopx.client.model.ScreenPoint;
import ai.hopx.client.model.ScreenRegion;
import ai.hopx.client.model.ScreenResolution;
import ai.hopx.client.model.VncInfo;
import ai.hopx.client.model.WindowId;
import ai.hopx.client.testsupport.HopxWire;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What agents answer about a desktop, in all the ways in which they do.
 */
class DesktopTests {

	private static final Duration LIMIT = EmbeddedServer.LIMIT;

	private static final ScreenRegion REGION = new ScreenRegion(0, 0, 10, 10);

	@RegisterExtension
	static final HopxWire wire = new HopxWire();

	@Test
	void describesTheVncServer() {
		Wire.answer(wire.agent(), """
				{"running":true,"url":"https://x.example/vnc","port":"5901","display":1,"password":"hunter2",
				"websocket_url":"wss://x.example/ws","pid":7}""");
		VncInfo server = desktop().vnc().start();
		assertThat(server.running()).isTrue();
		assertThat(server.url()).isEqualTo(URI.create("https://x.example/vnc"));
		assertThat(server.websocketUrl()).isEqualTo(URI.create("wss://x.example/ws"));
		assertThat(server.port()).isEqualTo(5901);
		assertThat(server.password()).isEqualTo("hunter2");
		assertThat(server.toString()).doesNotContain("hunter2");
		assertThat(VncOptions.defaults().password("hunter2").toString()).doesNotContain("hunter2");
		assertThat(desktop().vnc().url()).contains(URI.create("https://x.example/vnc"));
	}

	@Test
	void hasNoUrlWhereTheVncServerStandsStill() {
		Wire.answer(wire.agent(), "{\"running\":false,\"url\":\"\",\"port\":0}");
		assertThat(desktop().vnc().status().running()).isFalse();
		assertThat(desktop().vnc().url()).isEmpty();
		fails(reactive().vnc().start());
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"url\":null,\"port\":null}", "{\"running\":true,\"url\":\"\"}", "{}",
			"{\"running\":null,\"url\":\" \"}" })
	void believesInNoVncServerWithoutUrl(String reply) {
		Wire.answer(wire.agent(), reply);
		fails(reactive().vnc().start());
		fails(reactive().vnc().status());
		fails(reactive().vnc().url());
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"text\":\"a\"}", "{\"content\":\"a\"}", "{\"text\":\"a\",\"content\":null}",
			"{\"text\":null,\"content\":\"a\"}", "{\"text\":\"a\",\"content\":\"a\"}" })
	void readsTheClipboard(String reply) {
		Wire.answer(wire.agent(), reply);
		assertThat(desktop().clipboard().get()).isEqualTo("a");
	}

	@Test
	void tellsAnEmptyClipboardFromNone() {
		Wire.answer(wire.agent(), "{\"text\":\"\",\"content\":\"\"}");
		assertThat(desktop().clipboard().get()).isEmpty();
		Wire.answer(wire.agent(), "{\"text\":null,\"content\":null}");
		fails(reactive().clipboard().get());
	}

	@Test
	void keepsTheClipboardOutOfFailures() {
		Wire.answer(wire.agent(), "{\"history\":\"hunter2\",\"texts\":[\"hunter2\"]}");
		for (Mono<?> call : List.of(reactive().clipboard().get(), reactive().clipboard().history().collectList())) {
			StepVerifier.create(call)
				.expectErrorSatisfies((error) -> assertThat(error)
					.isInstanceOfSatisfying(UnexpectedResponseException.class, (unexpected) -> {
						assertThat(unexpected.getMessage()).doesNotContain("hunter2");
						assertThat(unexpected.getBody()).isNull();
					}))
				.verify(LIMIT);
		}
	}

	@Test
	void readsTheHistoryOfTheClipboard() {
		Wire.answer(wire.agent(), "{\"history\":[\"a\",{\"text\":\"b\",\"at\":1},{\"content\":\"c\"},null]}");
		assertThat(desktop().clipboard().history()).containsExactly("a", "b", "c");
		Wire.answer(wire.agent(), "{\"history\":null}");
		assertThat(desktop().clipboard().history()).isEmpty();
	}

	@Test
	void listsWindows() {
		Wire.answer(wire.agent(), """
				{"windows":[{"id":37748739,"title":"a","x":-1,"y":2,"width":3,"height":4,"desktop":0,"pid":7,
				"is_active":true,"is_minimized":false,"layer":1},{"id":"0x02400003"}]}""");
		List<DesktopWindow> windows = desktop().windows().list();
		assertThat(windows).containsExactly(
				new DesktopWindow(WindowId.of(37748739), "a", -1, 2, 3, 4, 0, 7L, true, false),
				new DesktopWindow(WindowId.of("0x02400003"), null, null, null, null, null, null, null, null, null));
		Wire.answer(wire.agent(), "{}");
		windows.forEach((window) -> desktop().windows().close(window.id()));
		assertThat(Wire.requests(wire.agentRequests())).contains("POST /desktop/windows/close {\"window_id\":37748739}",
				"POST /desktop/windows/close {\"window_id\":\"0x02400003\"}");
	}

	@Test
	void listsNoWindows() {
		Wire.answer(wire.agent(), "{\"windows\":null}");
		assertThat(desktop().windows().list()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"windows\":\"none\"}", "{\"windows\":[{\"title\":\"a\"}]}",
			"{\"windows\":[{\"id\":null}]}", "{\"windows\":[null]}", "[]" })
	void believesInNoWindowWithoutId(String reply) {
		Wire.answer(wire.agent(), reply);
		fails(reactive().windows().list());
	}

	@Test
	void describesTheDisplay() {
		Wire.answer(wire.agent(), """
				{"width":1920,"height":1080,"depth":24,"refresh_rate":59.9,
				"displays":[{"width":1280,"height":1080},null]}""");
		assertThat(desktop().display().info()).isEqualTo(
				new DisplayInfo(1920, 1080, 24, 59.9, List.of(new DisplayInfo(1280, 1080, null, null, List.of()))));
		assertThat(desktop().display().resolution(1920, 1080).width()).isEqualTo(1920);
		Wire.answer(wire.agent(), "{\"width\":1920,\"height\":null}");
		fails(reactive().display().info());
	}

	@Test
	void listsResolutions() {
		Wire.answer(wire.agent(),
				"{\"resolutions\":[[1920,1080],{\"width\":800,\"height\":600},\"1024x768\",[640],null,\"auto\"]}");
		assertThat(desktop().display().resolutions()).containsExactly(new ScreenResolution(1920, 1080),
				new ScreenResolution(800, 600), new ScreenResolution(1024, 768));
	}

	@Test
	void describesARecording() {
		Wire.answer(wire.agent(), """
				{"recording_id":7,"status":"stopped","recording":false,"duration":1.5,"file_size":12,"format":"mp4",
				"file_path":"/tmp/a.mp4","start_time":"2025-12-01T00:00:00Z","end_time":"0001-01-01T00:00:00Z"}""");
		RecordingInfo recording = desktop().recordings().status();
		assertThat(recording.recordingId()).isEqualTo("7");
		assertThat(recording.status()).isEqualTo(RecordingStatus.STOPPED);
		assertThat(recording.isRecording()).isFalse();
		assertThat(recording.duration()).isEqualTo(Duration.ofMillis(1500));
		assertThat(recording.startTime()).isEqualTo(Instant.parse("2025-12-01T00:00:00Z"));
		assertThat(recording.endTime()).isNull();
	}

	@Test
	void tellsByAFlagWhetherItRecords() {
		Wire.answer(wire.agent(), "{\"recording\":true}");
		assertThat(desktop().recordings().status().isRecording()).isTrue();
		Wire.answer(wire.agent(), "{\"recording\":false}");
		assertThat(desktop().recordings().status().isRecording()).isFalse();
		Wire.answer(wire.agent(), "{\"status\":\"running\"}");
		fails(reactive().recordings().start());
	}

	@Test
	void findsText() {
		Wire.answer(wire.agent(), "{\"element\":{\"x\":10,\"y\":20,\"width\":30,\"height\":41,\"confidence\":0.9}}");
		ScreenRegion found = desktop().screen().findElement("Save").orElseThrow();
		assertThat(found).isEqualTo(new ScreenRegion(10, 20, 30, 41));
		assertThat(found.center()).isEqualTo(ScreenPoint.at(25, 40));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"element\":null}", "{\"element\":{}}" })
	void findsNothing(String reply) {
		Wire.answer(wire.agent(), reply);
		assertThat(desktop().screen().findElement("Save")).isEmpty();
		assertThat(desktop().screen().waitFor("Save", Duration.ofSeconds(1))).isEmpty();
		assertThat(desktop().screen().bounds("Save")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"element\":{\"x\":1,\"y\":null,\"width\":1,\"height\":1}}", "{\"x\":1}" })
	void believesInNoElementWithoutPlace(String reply) {
		Wire.answer(wire.agent(), reply);
		fails(reactive().screen().findElement("Save"));
	}

	@Test
	void readsBoundsThatStandAlone() {
		Wire.answer(wire.agent(), "{\"x\":1,\"y\":2,\"width\":3,\"height\":4}");
		assertThat(desktop().screen().bounds("Save")).contains(new ScreenRegion(1, 2, 3, 4));
	}

	@Test
	void takesTextThatDidNotComeInTimeForNothing() {
		Wire.answer(wire.agent(),
				aResponse().withStatus(408).withBody("{\"error\":\"late\",\"code\":\"EXECUTION_TIMEOUT\"}"));
		assertThat(desktop().screen().waitFor("Save", Duration.ofSeconds(1))).isEmpty();
		assertThat(wire.agentRequests()).hasSize(1);
	}

	@Test
	void givesTimeToWhatTakesTime() {
		ResponseDefinitionBuilder late = okJson("{\"element\":null}").withFixedDelay(1200);
		Wire.answer(wire.agent(), late);
		ReactiveDesktopOperations impatient = new AgentDesktop(
				wire.client().responseTimeout(Duration.ofMillis(300)).build().connection(wire.sandbox(), true),
				HopxWire.SANDBOX_ID, Wire.SETTINGS.maxInMemorySize());
		StepVerifier.create(impatient.screen().waitFor("Save", Duration.ofMillis(100))).expectComplete().verify(LIMIT);
		StepVerifier.create(impatient.keyboard().type("ab", Duration.ofMillis(1))).expectComplete().verify(LIMIT);
		StepVerifier.create(impatient.screen().findElement("Save"))
			.expectError(HopxTimeoutException.class)
			.verify(LIMIT);
	}

	@Test
	void readsLogsAndProcesses() {
		Wire.answer(wire.agent(), "{\"logs\":[\"a\",null,\"b\"]}");
		assertThat(desktop().debug().logs()).containsExactly("a", "b");
		Wire.answer(wire.agent(), "{\"logs\":\"a\\nb\\n\"}");
		assertThat(desktop().debug().logs()).containsExactly("a", "b");
		Wire.answer(wire.agent(),
				"{\"processes\":[{\"pid\":7,\"name\":\"Xvfb\",\"command\":\"Xvfb :1\"},{\"pid\":8}]}");
		assertThat(desktop().debug().processes()).containsExactly(new DesktopProcess(7L, "Xvfb", "Xvfb :1"),
				new DesktopProcess(8L, null, null));
	}

	@Test
	void asksNoMoreOfWhatWasDoneThanNotToBeRefused() {
		for (ResponseDefinitionBuilder reply : List.of(aResponse().withStatus(204), aResponse().withStatus(200),
				okJson("{}"), okJson("{\"message\":\"ok\"}"), okJson("{\"success\":true,\"x\":1}"))) {
			Wire.answer(wire.agent(), reply);
			desktop().mouse().move(ScreenPoint.at(1, 1));
		}
		assertThat(wire.agentRequests()).hasSize(5);
		Wire.answer(wire.agent(), "{\"success\":false,\"error\":\"no such window\"}");
		fails(reactive().mouse().move(ScreenPoint.at(1, 1)));
	}

	@Test
	void clicksOnce() {
		Wire.answer(wire.agent(), aResponse().withStatus(500));
		StepVerifier.create(reactive().mouse().click(ScreenPoint.at(1, 1)))
			.expectError(HopxServerException.class)
			.verify(LIMIT);
		assertThat(wire.agentRequests()).hasSize(1);
		StepVerifier.create(reactive().screen().ocr(REGION)).expectError(HopxServerException.class).verify(LIMIT);
		assertThat(wire.agentRequests()).hasSize(4);
	}

	@Test
	void takesNoPostFallbackWhereThereIsNoDesktop() {
		Wire.answer(wire.agent(), aResponse().withStatus(501));
		assertThatExceptionOfType(DesktopNotAvailableException.class).isThrownBy(() -> desktop().screen().screenshot());
		assertThat(Wire.lines(wire.agentRequests())).containsExactly("GET /desktop/screenshot");
	}

	private static void fails(Publisher<?> call) {
		StepVerifier.create(call).expectError(UnexpectedResponseException.class).verify(LIMIT);
	}

	private static ReactiveDesktopOperations reactive() {
		return Wire.sandbox(wire).desktop();
	}

	private static DesktopOperations desktop() {
		return new BlockingSandbox(Wire.sandbox(wire)).desktop();
	}

}
