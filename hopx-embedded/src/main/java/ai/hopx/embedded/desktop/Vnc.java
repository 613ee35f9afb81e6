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

package ai.hopx.embedded.desktop;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.resources.LoopResources;

import ai.hopx.embedded.runtime.DetachedRun;

/**
 * The server through which people watch and take part. It listens on a socket inside the
 * sandbox, whether or not that has a network, and on a port of this machine's loopback.
 * As everybody on this machine can reach that, there is always a password.
 */
public final class Vnc {

	/**
	 * Longest password that is taken. VNC itself passes over all but the first 8
	 * characters.
	 */
	public static final int MAX_PASSWORD = 128;

	private static final Duration PATIENCE = Duration.ofSeconds(5);

	private static final SecureRandom random = new SecureRandom();

	private static final String PREPARE = "rm -f vnc.sock vnc.auth; x11vnc -storepasswd \"$1\" vnc.auth 2>&1";

	private static final String SERVE = """
			exec x11vnc -display "$DISPLAY" -rfbport 0 -noipv6 -unixsock vnc.sock -rfbauth vnc.auth \
			-forever -shared -quiet
			""";

	private static final String AWAIT = """
			for i in $(seq 500); do [ -S vnc.sock ] && exit 0; sleep 0.02; done
			exit 1
			""";

	private final DesktopPrograms programs;

	private final DesktopLog log;

	private final LoopResources loops;

	private final Turns turns = new Turns();

	private @Nullable Running running;

	Vnc(DesktopPrograms programs, DesktopLog log, LoopResources loops) {
		this.programs = programs;
		this.log = log;
		this.loops = loops;
	}

	/**
	 * Start the server. One that runs goes on, unless its password is to be another one.
	 * @param password what people are asked for, or {@code null} for one that is made up
	 * @return how they can watch
	 */
	public Mono<VncInfo> start(@Nullable String password) {
		return this.turns.takeForGood(Mono.defer(() -> {
			Running running = running();
			if (running != null && (password == null || password.equals(running.password()))) {
				return Mono.just(info());
			}
			return halt().then(Mono.defer(() -> launch((password != null) ? password : newPassword())))
				.then(Mono.fromSupplier(this::info));
		}));
	}

	private Mono<Void> launch(String password) {
		return this.programs.script("x11vnc", PREPARE, password)
			.then(this.programs.serve(DesktopPrograms.FOLDER, SERVE))
			.flatMap((server) -> {
				this.log.add("x11vnc", server);
				Mono<Void> ended = server.outcome()
					.onErrorComplete()
					.then(Mono.error(() -> new DesktopFailure(DesktopFailure.Reason.FAILED,
							"The VNC server ended: " + server.stderr().strip())));
				return Mono.firstWithSignal(this.programs.script("Waiting for x11vnc", AWAIT).then(), ended)
					.then(VncForward.open(this.loops, this.programs.runtime(), DesktopPrograms.FOLDER + "/vnc.sock"))
					.doOnNext((port) -> run(new Running(server, port, password)))
					.doOnError((ex) -> server.kill())
					.then();
			});
	}

	private void run(Running running) {
		synchronized (this) {
			this.running = running;
		}
		running.server().outcome().onErrorComplete().doOnTerminate(() -> end(running)).subscribe();
	}

	private void end(Running running) {
		running.port().close();
		synchronized (this) {
			if (this.running == running) {
				this.running = null;
			}
		}
	}

	private static String newPassword() {
		byte[] bytes = new byte[6];
		random.nextBytes(bytes);
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

	/**
	 * Stop the server, if it runs. Who watches is disconnected.
	 * @return completion, when it has ended
	 */
	public Mono<Void> stop() {
		return this.turns.takeForGood(Mono.defer(this::halt));
	}

	private Mono<Void> halt() {
		Running running = running();
		if (running == null) {
			return Mono.empty();
		}
		running.server().kill();
		return running.server().outcome().timeout(PATIENCE).onErrorComplete().doOnTerminate(() -> end(running)).then();
	}

	/**
	 * Return how people can watch.
	 * @return the server's state
	 */
	public VncInfo info() {
		Running running = running();
		int display = this.programs.display();
		return (running != null) ? new VncInfo(true, running.port().number(), running.password(), display)
				: new VncInfo(false, 0, null, display);
	}

	private synchronized @Nullable Running running() {
		return this.running;
	}

	void close() {
		Running running = running();
		if (running != null) {
			end(running);
		}
	}

	/**
	 * A server that runs.
	 *
	 * @param server its process
	 * @param port where it can be reached
	 * @param password what it asks for
	 */
	private record Running(DetachedRun server, VncForward.Port port, String password) {

		@Override
		public String toString() {
			return "Running[port=" + this.port.number() + "]";
		}

	}

}
