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

package ai.hopx.client;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/**
 * Which hosts are this machine. Only literal addresses and {@code localhost}: any other
 * name is whatever a name server says.
 */
final class Loopback {

	private static final Pattern IPV4 = Pattern.compile("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");

	private Loopback() {
	}

	static boolean contains(String host) {
		if (host.equalsIgnoreCase("localhost") || IPV4.matcher(host).matches()) {
			return true;
		}
		return host.startsWith("[") && isLoopbackAddress(host);
	}

	private static boolean isLoopbackAddress(String bracketed) {
		try {
			// An address in brackets is parsed, not looked up
			return InetAddress.getByName(bracketed).isLoopbackAddress();
		}
		catch (UnknownHostException ex) {
			return false;
		}
	}

}
