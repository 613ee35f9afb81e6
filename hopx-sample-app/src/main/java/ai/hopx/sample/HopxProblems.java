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

package ai.hopx.sample;

import java.time.Duration;

import ai.hopx.client.HopxException;
import ai.hopx.client.HopxRateLimitException;
import ai.hopx.client.HopxTimeoutException;
import ai.hopx.client.HopxValidationException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * Turns what can go wrong with Hopx into problem details. What is wrong with the request
 * goes to its sender; what is wrong behind this application goes to the log.
 */
@RestControllerAdvice
class HopxProblems {

	private static final Log logger = LogFactory.getLog(HopxProblems.class);

	@ExceptionHandler
	ResponseEntity<ProblemDetail> invalid(HopxValidationException ex) {
		return problem(HttpStatus.BAD_REQUEST, "The code cannot be run", ex.getMessage(), HttpHeaders.EMPTY);
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> rateLimited(HopxRateLimitException ex) {
		HttpHeaders headers = new HttpHeaders();
		Duration retryAfter = ex.getRetryAfter();
		if (retryAfter != null) {
			headers.set(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, retryAfter.toSeconds())));
		}
		return problem(HttpStatus.TOO_MANY_REQUESTS, "Too many runs", "Try again later.", headers);
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> timedOut(HopxTimeoutException ex) {
		log("Hopx did not answer in time", ex);
		return problem(HttpStatus.GATEWAY_TIMEOUT, "No answer in time", "The sandbox service did not answer in time.",
				HttpHeaders.EMPTY);
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> unavailable(HopxException ex) {
		log("Hopx cannot be used", ex);
		return problem(HttpStatus.SERVICE_UNAVAILABLE, "No sandbox available",
				"The sandbox service cannot run code at the moment.", HttpHeaders.EMPTY);
	}

	/**
	 * One line a failure: when a service is out of reach, every request fails.
	 */
	private static void log(String message, HopxException ex) {
		logger.warn(message + ": " + ex.getMessage());
		logger.debug(message, ex);
	}

	private static ResponseEntity<ProblemDetail> problem(HttpStatus status, String title, @Nullable String detail,
			HttpHeaders headers) {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
		problem.setTitle(title);
		return ResponseEntity.status(status).headers(headers).body(problem);
	}

}
