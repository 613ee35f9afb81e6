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
import java.util.Locale;
import java.util.function.Predicate;
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
		return host.startsWith("[") && is(host, InetAddress::isLoopbackAddress);
	}

	/**
	 * Return whether a connection to a host may end on this machine, as far as the host's
	 * name tells: also by a name that is reserved for it, or by no address at all.
	 */
	static boolean isReachedBy(String host) {
		String name = host.toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
		return contains(name) || name.endsWith(".localhost") || name.matches("0+(\\.0+){3}")
				|| (name.startsWith("[") && is(name, InetAddress::isAnyLocalAddress));
	}

	private static boolean is(String bracketed, Predicate<InetAddress> kind) {
		try {
			// An address in brackets is parsed, not looked up
			return kind.test(InetAddress.getByName(bracketed));
		}
		catch (UnknownHostException ex) {
			return false;
		}
	}

}
