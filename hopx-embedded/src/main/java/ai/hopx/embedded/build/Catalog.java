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

package ai.hopx.embedded.build;

/**
 * The templates, as builds see them.
 */
public interface Catalog {

	/**
	 * Make a template that is being built, or mark the one that is built anew.
	 * @param request what is wanted
	 * @return the template's id, which is the build's as well
	 * @throws ai.hopx.embedded.web.ApiException if the name is taken, is not there to
	 * update, or there are too many templates
	 */
	String begin(BuildRequest request);

	/**
	 * Take back what {@link #begin} did: the build never started.
	 * @param id the template
	 */
	void withdraw(String id);

	/**
	 * Make a template active.
	 * @param id the template
	 * @param image what its sandboxes start with from now on
	 * @return {@code false} if the template is gone and the image not wanted
	 */
	boolean succeed(String id, TemplateImage image);

	/**
	 * Take note of a build that failed. A template that was there before stays as it was.
	 * @param id the template
	 */
	void fail(String id);

}
