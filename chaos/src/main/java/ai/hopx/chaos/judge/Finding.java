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

/**
 * An invariant that is looked at from outside, such as at the end.
 */
public final class Finding extends Invariant {

	private volatile String seen = "not looked at";

	/**
	 * Create the invariant.
	 * @param name what must hold
	 */
	public Finding(String name) {
		super(name);
	}

	/**
	 * Take note of a breach.
	 * @param evidence what was seen
	 */
	public void breach(String evidence) {
		broken(evidence);
	}

	/**
	 * Say what was looked at.
	 * @param seen in a few words
	 */
	public void saw(String seen) {
		this.seen = seen;
	}

	@Override
	protected String seen() {
		return this.seen;
	}

}
