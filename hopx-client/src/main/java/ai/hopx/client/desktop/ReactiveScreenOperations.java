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

import ai.hopx.client.model.ScreenRegion;
import ai.hopx.client.model.Screenshot;
import reactor.core.publisher.Mono;

/**
 * What can be read from the screen of one sandbox, without blocking. Safe for use from
 * many threads.
 *
 * @see ScreenOperations
 */
public interface ReactiveScreenOperations {

	/**
	 * Take an image of the whole screen: {@code GET /desktop/screenshot} or, where the
	 * agent has only that, {@code POST /desktop/screenshot}.
	 * @return the image. {@link ai.hopx.client.UnexpectedResponseException} where the
	 * agent sends none, or one larger than {@code hopx.http.max-in-memory-size}
	 */
	Mono<Screenshot> screenshot();

	/**
	 * Take an image of a part of the screen: {@code POST /desktop/screenshot/region}.
	 * @param region the part
	 * @return the image
	 */
	Mono<Screenshot> screenshot(ScreenRegion region);

	/**
	 * Read English text off a part of the screen: {@code POST /desktop/x11/ocr}.
	 * @param region the part
	 * @return the text, empty where there is none
	 */
	Mono<String> ocr(ScreenRegion region);

	/**
	 * Read text off a part of the screen: {@code POST /desktop/x11/ocr}.
	 * @param region the part
	 * @param language the language of the text, as Tesseract names it, such as {@code
	 * eng} or {@code deu+eng}
	 * @return the text, empty where there is none
	 */
	Mono<String> ocr(ScreenRegion region, String language);

	/**
	 * Find text on the screen: {@code POST /desktop/x11/find_element}.
	 * @param text the text
	 * @return where it is, or nothing where it is not there
	 */
	Mono<ScreenRegion> findElement(String text);

	/**
	 * Wait until text is on the screen: {@code POST /desktop/x11/wait_for}.
	 * @param text the text
	 * @param timeout how long to wait for it, rounded up to whole seconds; the reply is
	 * waited for 30 s longer
	 * @return where it is, or nothing where it did not come in time
	 */
	Mono<ScreenRegion> waitFor(String text, Duration timeout);

	/**
	 * Return the rectangle that belongs to text on the screen, such as that of a button:
	 * {@code POST /desktop/x11/get_bounds}.
	 * @param text the text
	 * @return the rectangle, or nothing where the text is not there
	 */
	Mono<ScreenRegion> bounds(String text);

}
