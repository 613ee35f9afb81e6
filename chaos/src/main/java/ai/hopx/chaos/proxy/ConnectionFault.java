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

package ai.hopx.chaos.proxy;

/**
 * What becomes of one connection.
 *
 * @param kind what happens
 * @param after how many bytes pass before, in the direction that the kind is about
 * @param pauseMillis how long it takes: the delay, or how long silence lasts before the
 * connection is reset
 * @param seed what varies with each piece is drawn from this
 */
public record ConnectionFault(Kind kind, int after, int pauseMillis, long seed) {

	/**
	 * Nothing: bytes pass as they come.
	 */
	public static final ConnectionFault NONE = new ConnectionFault(Kind.NONE, 0, 0, 0);

	/**
	 * What a network can do.
	 */
	public enum Kind {

		/** Bytes pass as they come. */
		NONE,

		/** Each piece is late by the same time. */
		LATENCY,

		/** Each piece is late by a time of its own. */
		JITTER,

		/** A few bytes at a time. */
		DRIP,

		/** Reset as soon as it is open. */
		REFUSED,

		/**
		 * Reset when nothing has moved for a while after a reply: what is kept is dead.
		 */
		STALE,

		/** Reset in the middle of what the client sends. */
		RESET_MID_REQUEST,

		/** Reset in the middle of what the server sends, or before. */
		RESET_MID_RESPONSE,

		/** Reset in the middle of a WebSocket's frame. */
		RESET_MID_FRAME,

		/** The server is gone and the client is not told. */
		HALF_OPEN,

		/** Open, but nothing passes. */
		BLACK_HOLE,

		/** Nothing passes any more. */
		BLACK_HOLE_MIDWAY,

		/** The host's name is not found. */
		DNS_FAILURE

	}

}
