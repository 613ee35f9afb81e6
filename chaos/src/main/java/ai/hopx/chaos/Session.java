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

package ai.hopx.chaos;

import java.util.SplittableRandom;

import ai.hopx.chaos.judge.Marker;

/**
 * What one borrower does in one sandbox: draws steps and numbers its runs.
 */
final class Session {

	private final String actor;

	private final int number;

	private final SplittableRandom random;

	private int runs;

	Session(String actor, int number, SplittableRandom random) {
		this.actor = actor;
		this.number = number;
		this.random = random;
	}

	SplittableRandom random() {
		return this.random;
	}

	/**
	 * Return the marker of the next run.
	 */
	Marker next() {
		return new Marker(this.actor, this.number, this.runs++);
	}

	/**
	 * Return what a call is named.
	 */
	String naming(String call) {
		return call + " of " + this;
	}

	/**
	 * Return text of a random length, in which each place can be told from others.
	 */
	String text(int longest) {
		int length = 1 + this.random.nextInt(longest);
		StringBuilder text = new StringBuilder(length + 16);
		text.append(this).append(' ');
		while (text.length() < length) {
			text.append(Integer.toString(this.random.nextInt(1 << 20), 36)).append(' ');
		}
		return text.toString();
	}

	@Override
	public String toString() {
		return this.actor + "." + this.number;
	}

}
