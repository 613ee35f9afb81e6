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

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;

import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A viewer that speaks as much of VNC as it takes to look at a screen and to move its
 * mouse.
 */
final class VncViewer implements AutoCloseable {

	private static final String VERSION = "RFB 003.008\n";

	private static final int PASSWORD = 2;

	private final Socket socket;

	private final DataInputStream in;

	private final DataOutputStream out;

	private VncViewer(Socket socket) throws IOException {
		this.socket = socket;
		socket.setSoTimeout((int) TestDesktop.PATIENCE.toMillis());
		this.in = new DataInputStream(socket.getInputStream());
		this.out = new DataOutputStream(socket.getOutputStream());
	}

	/**
	 * Connect and agree on how to speak.
	 */
	static VncViewer connect(String host, int port) throws IOException {
		VncViewer viewer = new VncViewer(new Socket(host, port));
		byte[] greeting = viewer.in.readNBytes(VERSION.length());
		assertThat(new String(greeting, StandardCharsets.US_ASCII)).isEqualTo(VERSION);
		viewer.out.write(greeting);
		assertThat(viewer.in.readNBytes(viewer.in.readByte())).containsExactly(PASSWORD);
		viewer.out.write(PASSWORD);
		return viewer;
	}

	/**
	 * Answer the server's question for the password.
	 * @return whether it was the right one
	 */
	boolean authenticate(String password) throws IOException, GeneralSecurityException {
		byte[] key = Arrays.copyOf(password.getBytes(StandardCharsets.US_ASCII), 8);
		for (int i = 0; i < key.length; i++) {
			key[i] = (byte) (Integer.reverse(key[i]) >>> 24);
		}
		Cipher cipher = Cipher.getInstance("DES/ECB/NoPadding");
		cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "DES"));
		this.out.write(cipher.doFinal(this.in.readNBytes(16)));
		return this.in.readInt() == 0;
	}

	/**
	 * Begin to share the screen.
	 * @return its width and height
	 */
	int[] begin() throws IOException {
		this.out.write(1);
		int[] size = { this.in.readUnsignedShort(), this.in.readUnsignedShort() };
		this.in.skipNBytes(16);
		this.in.skipNBytes(this.in.readInt());
		return size;
	}

	/**
	 * Ask for a part of the screen.
	 * @return how many rectangles come
	 */
	int look(int width, int height) throws IOException {
		this.out.writeShort(0x0300);
		for (int number : new int[] { 0, 0, width, height }) {
			this.out.writeShort(number);
		}
		assertThat(this.in.readShort()).as("an update").isZero();
		return this.in.readUnsignedShort();
	}

	void movePointer(int x, int y) throws IOException {
		this.out.writeShort(0x0500);
		this.out.writeShort(x);
		this.out.writeShort(y);
	}

	int read() throws IOException {
		return this.in.read();
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}
