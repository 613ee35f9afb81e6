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

package ai.hopx.embedded.web;

/**
 * What goes wrong with one WebSocket: after so many frames to the client the connection
 * breaks off, or is closed as if all were said, or a frame without content comes between.
 *
 * @param frames how many frames go out before it
 * @param kind what goes wrong
 */
public record SocketFault(int frames, Kind kind) {

	/**
	 * The attribute of a request's exchange that holds the fault of its socket.
	 */
	public static final String ATTRIBUTE = SocketFault.class.getName();

	/**
	 * What can go wrong.
	 */
	public enum Kind {

		/**
		 * The connection is reset.
		 */
		RESET,

		/**
		 * The socket is closed properly, without what should have come before.
		 */
		CLOSE,

		/**
		 * A frame of no characters is sent, then the socket goes on.
		 */
		EMPTY_FRAME

	}

}
