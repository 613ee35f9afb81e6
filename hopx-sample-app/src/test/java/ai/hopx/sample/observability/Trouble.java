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

package ai.hopx.sample.observability;

import java.util.List;
import java.util.Map;

import ai.hopx.client.HopxException;
import ai.hopx.client.core.HopxTemplate;
import ai.hopx.client.core.SandboxSpec;
import ai.hopx.client.pool.SandboxPool;
import ai.hopx.embedded.fault.Faults;

/**
 * What can go wrong with a sample, and the alerts that tell of it.
 */
enum Trouble {

	REVOKED_KEY("HopxKeyRefused", "HopxPoolRefused") {

		@Override
		void begin(Faults faults) {
			faults.revokeKey();
		}

		@Override
		void show(RunningSample sample) {
			run(sample);
			useWithoutPool(sample);
		}

	},

	CREDIT_USED_UP("HopxPoolRefused") {

		@Override
		void begin(Faults faults) {
			faults.exhaustCredit();
		}

	},

	FAILING_SERVICE("HopxPoolEmpty", "HopxCreatesFail", "HopxCallersWithoutSandbox", "HopxCallsFail") {

		@Override
		void begin(Faults faults) {
			faults.controlPlane().post("/v1/sandboxes").always().status(503);
		}

	},

	USED_UP_RATE_LIMIT("HopxRateLimitNear") {

		@Override
		void begin(Faults faults) {
			Map<String, String> headers = Map.of("Content-Type", "application/json", "X-RateLimit-Limit", "100",
					"X-RateLimit-Remaining", "3");
			faults.controlPlane().get("/v1/sandboxes").always().reply(200, headers, "{\"data\":[]}");
		}

		@Override
		void show(RunningSample sample) {
			sample.listSandboxes();
		}

	},

	BORROWERS_THAT_GIVE_NOTHING_BACK("HopxLeak", "HopxPoolExhausted") {

		@Override
		void begin(Faults faults) {
		}

		@Override
		void show(RunningSample sample) {
			try {
				sample.get(SandboxPool.class).acquire();
			}
			catch (HopxException ex) {
				// All are lent
			}
		}

	},

	LEASES_NOT_RENEWED("HopxRenewalsFail") {

		@Override
		void begin(Faults faults) {
			faults.controlPlane().path("/v1/sandboxes/{id}/timeout").always().status(503);
		}

		@Override
		void show(RunningSample sample) {
			// It shows in those that nobody uses
		}

	},

	SANDBOXES_NOT_KILLED("HopxKillsFail") {

		@Override
		void begin(Faults faults) {
			faults.controlPlane().delete("/v1/sandboxes/{id}").always().status(503);
		}

		@Override
		void show(RunningSample sample) {
			run(sample);
			useWithoutPool(sample);
		}

	};

	private final List<String> alerts;

	Trouble(String... alerts) {
		this.alerts = List.of(alerts);
	}

	List<String> alerts() {
		return this.alerts;
	}

	/**
	 * Let it begin.
	 */
	abstract void begin(Faults faults);

	/**
	 * Do what meets it.
	 */
	void show(RunningSample sample) {
		run(sample);
	}

	private static void run(RunningSample sample) {
		sample.run("python", "print(6*7)");
	}

	private static void useWithoutPool(RunningSample sample) {
		try {
			sample.get(HopxTemplate.class).execute(SandboxSpec.template("base"), (sandbox) -> "");
		}
		catch (HopxException ex) {
			// As is to be expected
		}
	}

}
