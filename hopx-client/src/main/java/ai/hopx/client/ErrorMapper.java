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

import java.time.Clock;
import java.time.Duration;
import java.util.StringJoiner;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * Makes the exception for a reply that is an error: by its status, then by the service's
 * code together with the call that was made. Never by the wording of its text.
 */
final class ErrorMapper {

	private static final String TEMPLATE_HINT = ". Does the template exist? The service answers so too where it does not";

	private static final String REDIRECT_HINT = ". Redirects are not followed: they would take credentials elsewhere";

	private final Clock clock;

	ErrorMapper(Clock clock) {
		this.clock = clock;
	}

	/**
	 * Make the exception.
	 * @param call what was asked
	 * @param shown what it was asked with, to be kept out of the message
	 * @param status the reply's status
	 * @param headers the reply's headers
	 * @param body the start of the reply's body
	 */
	HopxException map(Call call, Credentials shown, int status, HttpHeaders headers, byte[] body) {
		ErrorReply reply = ErrorReply.read(body);
		String requestId = (reply.requestId() != null) ? reply.requestId() : Replies.requestId(headers);
		HopxError error = new HopxError(status, masked(reply.code(), shown), masked(requestId, shown),
				(call.sandboxId() != null) ? call.sandboxId() : masked(reply.sandboxId(), shown),
				SecretMask.details(reply.details(), shown));
		String message = message(call, shown, error, reply);
		if (isDesktopMissing(call.endpoint(), status, reply)) {
			return new DesktopNotAvailableException(message, error);
		}
		return switch (status) {
			case 400, 413, 415, 422 -> new HopxValidationException(message, error);
			case 401 -> new HopxAuthenticationException(message, error);
			case 402 -> new HopxPaymentRequiredException(message, error);
			case 403 -> new HopxForbiddenException(message, error);
			case 404 -> notFound(call.endpoint(), reply, message, error);
			case 408 -> new HopxTimeoutException(message, error);
			case 409 -> new HopxConflictException(message, error);
			case 410 -> new SandboxExpiredException(message, error);
			case 429 -> rateLimited(message, error, RateLimitFigures.read(headers, reply.retryAfter(), this.clock));
			default -> (status >= 500)
					? serverError(call.endpoint(), message, error,
							RateLimitFigures.read(headers, reply.retryAfter(), this.clock))
					: new UnexpectedResponseException(isRedirect(headers, status) ? message + REDIRECT_HINT : message,
							error, Replies.excerpt(call, body, shown));
		};
	}

	private static @Nullable String masked(@Nullable String text, Credentials shown) {
		return (text != null) ? SecretMask.text(text, shown) : null;
	}

	/**
	 * By the code, whatever the status. Agents without a code say it with 501 or 503; the
	 * 503 of a sandbox that sleeps has another code, that of a proxy is no envelope.
	 */
	private static boolean isDesktopMissing(Endpoint endpoint, int status, ErrorReply reply) {
		if (reply.code() != null) {
			return "DESKTOP_NOT_AVAILABLE".equals(reply.code());
		}
		return endpoint.path().startsWith("/desktop/") && (status == 501 || (status == 503 && reply.isEnvelope()));
	}

	private static boolean isRedirect(HttpHeaders headers, int status) {
		return status >= 300 && status < 400 && headers.containsHeader(HttpHeaders.LOCATION);
	}

	private static HopxException notFound(Endpoint endpoint, ErrorReply reply, String message, HopxError error) {
		return switch (NotFound.what(endpoint, reply)) {
			case SANDBOX -> new SandboxNotFoundException(message, error);
			case TEMPLATE -> new TemplateNotFoundException(
					(endpoint == Endpoint.CREATE_SANDBOX) ? message + TEMPLATE_HINT : message, error);
			case FILE -> new SandboxFileNotFoundException(message, error);
			case PROCESS -> new ProcessNotFoundException(message, error);
			case UNKNOWN -> new HopxNotFoundException(message, error);
		};
	}

	private static HopxException serverError(Endpoint endpoint, String message, HopxError error,
			RateLimitFigures figures) {
		boolean template = endpoint == Endpoint.CREATE_SANDBOX && Integer.valueOf(500).equals(error.status());
		return new HopxServerException(template ? message + TEMPLATE_HINT : message, error, figures.retryAfter());
	}

	private HopxException rateLimited(String message, HopxError error, RateLimitFigures figures) {
		Duration wait = figures.wait(this.clock);
		StringJoiner text = new StringJoiner(", ", " (", ")").setEmptyValue("");
		add(text, "limit ", figures.limit());
		add(text, "remaining ", figures.remaining());
		add(text, "reset at ", figures.reset());
		add(text, "next try in ", (wait != null) ? wait.toSeconds() + " s" : null);
		return new HopxRateLimitException(message + text, error, figures.limit(), figures.remaining(), figures.reset(),
				wait);
	}

	private static void add(StringJoiner text, String name, @Nullable Object value) {
		if (value != null) {
			text.add(name + value);
		}
	}

	private static String message(Call call, Credentials shown, HopxError error, ErrorReply reply) {
		StringBuilder message = new StringBuilder();
		message.append(call.request()).append(" was answered with ").append(error.status());
		if (error.code() != null) {
			message.append(' ').append(error.code());
		}
		if (reply.message() != null && !reply.message().equals(error.code())) {
			message.append(": ").append(SecretMask.text(reply.message(), shown));
		}
		return message.append(Replies.about(error)).toString();
	}

}
