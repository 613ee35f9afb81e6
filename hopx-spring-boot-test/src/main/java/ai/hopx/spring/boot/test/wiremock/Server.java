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

package ai.hopx.spring.boot.test.wiremock;

import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;

/**
 * The WireMock server, and which stub wins there: all lose to those that a test makes
 * itself, at WireMock's default priority of 5.
 *
 * @param wireMock the server
 */
record Server(WireMock wireMock) {

	/**
	 * Answer a call whatever its arguments, before all other stubs.
	 */
	void failure(HopxCall call, ResponseDefinitionBuilder reply) {
		stub(6, call.mapping(), reply);
	}

	/**
	 * Answer a call that has these arguments.
	 */
	void exact(MappingBuilder request, ResponseDefinitionBuilder reply) {
		stub(7, request, reply);
	}

	/**
	 * Answer a call that no exact stub answers.
	 */
	void general(MappingBuilder request, ResponseDefinitionBuilder reply) {
		stub(8, request, reply);
	}

	/**
	 * Answer what nothing else does.
	 */
	void remaining(String path, ResponseDefinitionBuilder reply) {
		stub(9, any(urlPathMatching(path)), reply);
	}

	private void stub(int priority, MappingBuilder request, ResponseDefinitionBuilder reply) {
		this.wireMock.register(request.atPriority(priority).willReturn(reply));
	}

}
