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

import ai.hopx.client.observation.OperationOutcome;
import org.jspecify.annotations.Nullable;

/**
 * Hopx knows us and refuses: status 403. The sandbox is another organisation's, a quota
 * is used up ({@code RESOURCE_LIMIT_ERROR}), or a path lies outside of what files may be
 * reached ({@code PATH_NOT_ALLOWED}).
 */
@SuppressWarnings("serial")
public class HopxForbiddenException extends HopxException {

	public HopxForbiddenException(String message, HopxError error) {
		super(message, error);
	}

	public HopxForbiddenException(String message, HopxError error, @Nullable Throwable cause) {
		super(message, error, cause);
	}

	@Override
	protected OperationOutcome outcome() {
		return OperationOutcome.REJECTED;
	}

}
