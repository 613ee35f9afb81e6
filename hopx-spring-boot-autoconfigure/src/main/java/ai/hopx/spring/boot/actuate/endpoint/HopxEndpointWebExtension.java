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

package ai.hopx.spring.boot.actuate.endpoint;

import java.util.Map;
import java.util.function.BooleanSupplier;

import ai.hopx.client.HopxConflictException;
import ai.hopx.client.HopxException;

import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;

/**
 * {@link EndpointWebExtension @EndpointWebExtension} of {@link HopxEndpoint}: tells by
 * its status what became of an operation.
 */
@EndpointWebExtension(endpoint = HopxEndpoint.class)
public class HopxEndpointWebExtension {

	private static final int CONFLICT = 409;

	private static final int BAD_GATEWAY = 502;

	private final HopxEndpoint endpoint;

	/**
	 * Create an extension.
	 * @param endpoint does the work
	 */
	public HopxEndpointWebExtension(HopxEndpoint endpoint) {
		this.endpoint = endpoint;
	}

	/**
	 * Kill a sandbox.
	 * @param id its id
	 * @return 204, 404 where this application has none of that id, 502 where the service
	 * did not do it
	 */
	@DeleteOperation
	public WebEndpointResponse<Map<String, String>> kill(@Selector String id) {
		return answer(id, () -> this.endpoint.kill(id));
	}

	/**
	 * Change the state of a sandbox.
	 * @param id its id
	 * @param action what to do
	 * @return 204, 404 where this application has none of that id, 409 where its state
	 * does not allow it, 502 where the service did not do it
	 */
	@WriteOperation
	public WebEndpointResponse<Map<String, String>> change(@Selector String id, HopxEndpoint.Action action) {
		return answer(id, () -> this.endpoint.change(id, action));
	}

	private static WebEndpointResponse<Map<String, String>> answer(String id, BooleanSupplier operation) {
		try {
			return operation.getAsBoolean() ? new WebEndpointResponse<>(WebEndpointResponse.STATUS_NO_CONTENT)
					: error(WebEndpointResponse.STATUS_NOT_FOUND,
							"This application has made no sandbox '%s' that it still knows".formatted(id));
		}
		catch (HopxException ex) {
			return error((ex instanceof HopxConflictException) ? CONFLICT : BAD_GATEWAY,
					String.valueOf(ex.getMessage()));
		}
	}

	private static WebEndpointResponse<Map<String, String>> error(int status, String message) {
		return new WebEndpointResponse<>(Map.of("error", message), status);
	}

}
