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

package ai.hopx.client.observation;

import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.micrometer.observation.docs.ObservationDocumentation;

/**
 * What is observed of Hopx.
 */
public enum HopxObservationDocumentation implements ObservationDocumentation {

	/**
	 * One operation that a user asked for, whatever requests it takes. The HTTP requests
	 * are observations below it.
	 */
	OPERATION {

		@Override
		public String getName() {
			return DefaultHopxObservationConvention.NAME;
		}

		@Override
		public Class<? extends ObservationConvention<? extends Observation.Context>> getDefaultConvention() {
			return DefaultHopxObservationConvention.class;
		}

		@Override
		public KeyName[] getLowCardinalityKeyNames() {
			return LowCardinalityKeyNames.values();
		}

		@Override
		public KeyName[] getHighCardinalityKeyNames() {
			return HighCardinalityKeyNames.values();
		}

	};

	@Override
	public abstract String getName();

	/**
	 * Tags of meters and spans, each from a bounded set.
	 */
	public enum LowCardinalityKeyNames implements KeyName {

		/**
		 * What is done, such as {@code run-code}, {@code execute} or {@code read-file}.
		 */
		OPERATION {

			@Override
			public String asString() {
				return "operation";
			}

		},

		/**
		 * Template of the sandbox, as its creator named it. {@code none} where it is not
		 * known or there is no sandbox.
		 */
		TEMPLATE {

			@Override
			public String asString() {
				return "template";
			}

		},

		/**
		 * How it ended, one of {@link OperationOutcome}.
		 */
		OUTCOME {

			@Override
			public String asString() {
				return "outcome";
			}

		}

	}

	/**
	 * Tags of spans only.
	 */
	public enum HighCardinalityKeyNames implements KeyName {

		/**
		 * Id of the sandbox. {@code none} where there is none.
		 */
		SANDBOX_ID {

			@Override
			public String asString() {
				return "hopx.sandbox.id";
			}

		},

		/**
		 * The service's id of the last request, to be quoted to its support. {@code none}
		 * where it named none.
		 */
		REQUEST_ID {

			@Override
			public String asString() {
				return "hopx.request.id";
			}

		}

	}

}
