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

package ai.hopx.embedded.fault;

import java.time.Duration;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.util.Assert;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

import ai.hopx.embedded.web.SocketFault;

/**
 * The requests that a fault is meant for: the next one, unless it says otherwise. Each
 * method that narrows returns a new target; each that names a failure sets it and returns
 * the {@link Fault}. Immutable.
 * <p>
 * Faults apply before anything else looks at a request: without a key and in any state of
 * a sandbox.
 */
public final class FaultTarget {

	static final int ALWAYS = -1;

	private final FaultRules rules;

	private final boolean controlPlane;

	private final @Nullable HttpMethod method;

	private final @Nullable PathPattern path;

	private final @Nullable String sandboxId;

	private final int skipping;

	private final int times;

	private FaultTarget(FaultRules rules, boolean controlPlane, @Nullable HttpMethod method, @Nullable PathPattern path,
			@Nullable String sandboxId, int skipping, int times) {
		this.rules = rules;
		this.controlPlane = controlPlane;
		this.method = method;
		this.path = path;
		this.sandboxId = sandboxId;
		this.skipping = skipping;
		this.times = times;
	}

	static FaultTarget of(FaultRules rules, boolean controlPlane) {
		return new FaultTarget(rules, controlPlane, null, null, null, 0, 1);
	}

	/**
	 * Aim at GET requests, those for WebSockets included.
	 * @param pattern their path, or a pattern such as {@code /v1/sandboxes/{id}}
	 * @return the target
	 */
	public FaultTarget get(String pattern) {
		return on(HttpMethod.GET, pattern);
	}

	/**
	 * Aim at POST requests.
	 * @param pattern their path, or a pattern
	 * @return the target
	 */
	public FaultTarget post(String pattern) {
		return on(HttpMethod.POST, pattern);
	}

	/**
	 * Aim at PUT requests.
	 * @param pattern their path, or a pattern
	 * @return the target
	 */
	public FaultTarget put(String pattern) {
		return on(HttpMethod.PUT, pattern);
	}

	/**
	 * Aim at PATCH requests.
	 * @param pattern their path, or a pattern
	 * @return the target
	 */
	public FaultTarget patch(String pattern) {
		return on(HttpMethod.PATCH, pattern);
	}

	/**
	 * Aim at DELETE requests.
	 * @param pattern their path, or a pattern
	 * @return the target
	 */
	public FaultTarget delete(String pattern) {
		return on(HttpMethod.DELETE, pattern);
	}

	/**
	 * Aim at requests of any method.
	 * @param pattern their path, or a pattern such as {@code /files/**}
	 * @return the target
	 */
	public FaultTarget path(String pattern) {
		return new FaultTarget(this.rules, this.controlPlane, this.method, parse(pattern), this.sandboxId,
				this.skipping, this.times);
	}

	private FaultTarget on(HttpMethod method, String pattern) {
		return new FaultTarget(this.rules, this.controlPlane, method, parse(pattern), this.sandboxId, this.skipping,
				this.times);
	}

	private static PathPattern parse(String pattern) {
		Assert.isTrue(pattern.startsWith("/"), () -> "A path starts with '/', unlike '" + pattern + "'");
		return PathPatternParser.defaultInstance.parse(pattern);
	}

	/**
	 * Aim at requests to the agent of one sandbox.
	 * @param id the sandbox's id
	 * @return the target
	 */
	public FaultTarget sandbox(String id) {
		Assert.state(!this.controlPlane, "The control plane is no sandbox's: use its path");
		return new FaultTarget(this.rules, false, this.method, this.path, id, this.skipping, this.times);
	}

	/**
	 * Let some requests pass first.
	 * @param count how many
	 * @return the target
	 */
	public FaultTarget skipping(int count) {
		Assert.isTrue(count >= 0, () -> "'count' must not be negative, unlike " + count);
		return new FaultTarget(this.rules, this.controlPlane, this.method, this.path, this.sandboxId, count,
				this.times);
	}

	/**
	 * Aim at more than one request.
	 * @param count how many
	 * @return the target
	 */
	public FaultTarget times(int count) {
		Assert.isTrue(count > 0, () -> "'count' must be greater than 0, unlike " + count);
		return new FaultTarget(this.rules, this.controlPlane, this.method, this.path, this.sandboxId, this.skipping,
				count);
	}

	/**
	 * Aim at every request, until the fault is lifted.
	 * @return the target
	 */
	public FaultTarget always() {
		return new FaultTarget(this.rules, this.controlPlane, this.method, this.path, this.sandboxId, this.skipping,
				ALWAYS);
	}

	/**
	 * Answer with an error, in the envelope that the service has for it.
	 * @param status the status, from 400 to 599
	 * @return the fault
	 */
	public Fault status(int status) {
		return status(status, "INJECTED_FAULT");
	}

	/**
	 * Answer with an error, in the envelope that the service has for it.
	 * @param status the status, from 400 to 599
	 * @param code the error's code
	 * @return the fault
	 */
	public Fault status(int status, String code) {
		return set(Effects.status(status, code));
	}

	/**
	 * Answer with 429.
	 * @param retryAfter when the client may come again, in whole seconds
	 * @return the fault
	 */
	public Fault rateLimited(Duration retryAfter) {
		return set(Effects.rateLimited(retryAfter));
	}

	/**
	 * Answer with something of the test's own.
	 * @param status the status
	 * @param headers the headers, {@code Content-Type} among them
	 * @param body the body
	 * @return the fault
	 */
	public Fault reply(int status, Map<String, String> headers, String body) {
		return set(Effects.reply(status, headers, body));
	}

	/**
	 * Answer with 200 and nothing else.
	 * @return the fault
	 */
	public Fault emptyReply() {
		return set(Effects.reply(200, Map.of(), ""));
	}

	/**
	 * Answer with 200 and what is no JSON.
	 * @return the fault
	 */
	public Fault garbage() {
		return set(Effects.reply(200, Map.of("Content-Type", "application/json"), "{\"id\": \u0000oops"));
	}

	/**
	 * Answer with a 502 and a page of HTML, as a proxy does whose server is gone.
	 * @return the fault
	 */
	public Fault badGateway() {
		return set(Effects.reply(502, Map.of("Content-Type", "text/html"),
				"<html><body><h1>502 Bad Gateway</h1></body></html>"));
	}

	/**
	 * Answer as deployed agents do to calls that they do not know: 200, with an object
	 * that has nothing of what was asked for.
	 * @return the fault
	 */
	public Fault stubReply() {
		return set(Effects.reply(200, Map.of("Content-Type", "application/json"),
				"{\"agent\":\"hopx-vm-agent\",\"status\":\"running\",\"version\":\"0\",\"message\":\"success\"}"));
	}

	/**
	 * Answer later, and then as if nothing were wrong.
	 * @param delay how much later
	 * @return the fault
	 */
	public Fault delay(Duration delay) {
		return set(Effects.delay(delay));
	}

	/**
	 * Never answer. The connection stays open until the client closes it.
	 * @return the fault
	 */
	public Fault blackHole() {
		return set((exchange, chain) -> Effects.blackHole(exchange));
	}

	/**
	 * Reset the connection before anything is done.
	 * @return the fault
	 */
	public Fault reset() {
		return set(Effects.reset());
	}

	/**
	 * Be out of reach: reset the connection of every request, until the fault is lifted.
	 * @return the fault
	 */
	public Fault refuse() {
		return always().reset();
	}

	/**
	 * Do what was asked for, and reset the connection instead of saying so.
	 * @return the fault
	 */
	public Fault resetAfterWork() {
		return set(BodyEffects.resetAfterWork());
	}

	/**
	 * Do what was asked for, send half of the answer and close the connection.
	 * @return the fault
	 */
	public Fault truncate() {
		return set(BodyEffects.truncate());
	}

	/**
	 * Do what was asked for, and send the answer's body a few bytes at a time.
	 * @param pause how long to wait before each piece
	 * @return the fault
	 */
	public Fault drip(Duration pause) {
		return set(BodyEffects.drip(pause));
	}

	/**
	 * Let a WebSocket break off.
	 * @param frames how many frames the client gets before
	 * @return the fault
	 */
	public Fault resetAfterFrames(int frames) {
		return set(Effects.socket(new SocketFault(frames, SocketFault.Kind.RESET)));
	}

	/**
	 * Let a WebSocket be closed as if it were at its end.
	 * @param frames how many frames the client gets before
	 * @return the fault
	 */
	public Fault closeAfterFrames(int frames) {
		return set(Effects.socket(new SocketFault(frames, SocketFault.Kind.CLOSE)));
	}

	/**
	 * Let a WebSocket send a frame without content between others.
	 * @param frames how many frames the client gets before
	 * @return the fault
	 */
	public Fault emptyFrameAfter(int frames) {
		return set(Effects.socket(new SocketFault(frames, SocketFault.Kind.EMPTY_FRAME)));
	}

	private Fault set(Effect effect) {
		return this.rules.add(this, effect);
	}

	int skipping() {
		return this.skipping;
	}

	int times() {
		return this.times;
	}

	boolean matches(ServerHttpRequest request, @Nullable String sandboxId) {
		return this.controlPlane == (sandboxId == null) && (this.sandboxId == null || this.sandboxId.equals(sandboxId))
				&& (this.method == null || this.method.equals(request.getMethod()))
				&& (this.path == null || this.path.matches(request.getPath().pathWithinApplication()));
	}

	@Override
	public String toString() {
		return (this.controlPlane ? "control plane" : "data plane") + ", "
				+ ((this.method != null) ? this.method.name() : "any") + " "
				+ ((this.path != null) ? this.path.getPatternString() : "/**");
	}

}
