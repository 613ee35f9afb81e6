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

package ai.hopx.chaos.judge;

import java.util.ArrayList;
import java.util.List;

/**
 * Something that must hold. Each breach is kept with its evidence, the first of them at
 * least. Safe for use from many threads.
 */
public abstract class Invariant {

	private static final int KEPT = 10;

	private final String name;

	private final List<String> breaches = new ArrayList<>();

	private int count;

	Invariant(String name) {
		this.name = name;
	}

	/**
	 * Take note of a breach.
	 * @param evidence what was seen
	 */
	final void broken(String evidence) {
		synchronized (this.breaches) {
			this.count++;
			if (this.breaches.size() < KEPT) {
				this.breaches.add(evidence);
			}
		}
	}

	/**
	 * Return whether it holds, as far as it was seen.
	 * @return whether there was no breach
	 */
	public boolean holds() {
		synchronized (this.breaches) {
			return this.count == 0;
		}
	}

	/**
	 * Return what was looked at.
	 * @return in a few words, how much
	 */
	protected abstract String seen();

	/**
	 * Return the verdict and its evidence.
	 * @return a line, and one more for each breach
	 */
	public final String verdict() {
		synchronized (this.breaches) {
			StringBuilder text = new StringBuilder("%-6s %s (%s)".formatted((this.count == 0) ? "OK" : "BROKEN",
					this.name, (this.count == 0) ? seen() : this.count + " breaches; " + seen()));
			this.breaches.forEach((breach) -> text.append("\n         ").append(breach));
			return text.toString();
		}
	}

	@Override
	public String toString() {
		return verdict();
	}

}
