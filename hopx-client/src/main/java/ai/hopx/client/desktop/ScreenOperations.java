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

package ai.hopx.client.desktop;

import java.time.Duration;
import java.util.Optional;

import ai.hopx.client.model.ScreenRegion;
import ai.hopx.client.model.Screenshot;

/**
 * What can be read from the screen of one sandbox, waiting for each result. Each method
 * is that of {@link ReactiveScreenOperations}, which says what it sends. Safe for use
 * from many threads.
 */
public interface ScreenOperations {

	/**
	 * Take an image of the whole screen.
	 * @return the image
	 */
	Screenshot screenshot();

	/**
	 * Take an image of a part of the screen.
	 * @param region the part
	 * @return the image
	 */
	Screenshot screenshot(ScreenRegion region);

	/**
	 * Read English text off a part of the screen.
	 * @param region the part
	 * @return the text, empty where there is none
	 */
	String ocr(ScreenRegion region);

	/**
	 * Read text off a part of the screen.
	 * @param region the part
	 * @param language the language of the text, as Tesseract names it, such as {@code
	 * eng} or {@code deu+eng}
	 * @return the text, empty where there is none
	 */
	String ocr(ScreenRegion region, String language);

	/**
	 * Find text on the screen.
	 * @param text the text
	 * @return where it is, or empty where it is not there
	 */
	Optional<ScreenRegion> findElement(String text);

	/**
	 * Wait until text is on the screen.
	 * @param text the text
	 * @param timeout how long to wait for it, rounded up to whole seconds
	 * @return where it is, or empty where it did not come in time
	 */
	Optional<ScreenRegion> waitFor(String text, Duration timeout);

	/**
	 * Return the rectangle that belongs to text on the screen, such as that of a button.
	 * @param text the text
	 * @return the rectangle, or empty where the text is not there
	 */
	Optional<ScreenRegion> bounds(String text);

}
