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

package ai.hopx.client.model;

import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What services and agents say of themselves.
 */
class AgentRecordsTests {

	@ParameterizedTest
	@CsvSource(nullValues = "-", value = { "ok, true", "healthy, true", "OK, true", "Healthy, true", "running, false",
			"degraded, false", "-, false" })
	void isWellWhereItSaysSo(String status, boolean healthy) {
		String json = (status != null) ? "{\"status\":\"%s\"}".formatted(status) : "{}";
		assertThat(read(json, ApiHealth.class).isHealthy()).isEqualTo(healthy);
		assertThat(read(json, AgentHealth.class).isHealthy()).isEqualTo(healthy);
	}

	@Test
	void readsHealth() {
		AgentHealth health = read("""
				{"status":"healthy","agent":"hopx-vm-agent","version":"3.2.8","uptime":"2h34m12s","uptime_seconds":9252,
				"go_version":"go1.22","vm_id":"vm1","active_streams":2,
				"features":{"terminal_access":true,"languages":["python"],"gone":null}}""", AgentHealth.class);
		assertThat(health.version()).isEqualTo("3.2.8");
		assertThat(health.uptimeSeconds()).isEqualTo(9252);
		assertThat(health.activeStreams()).isEqualTo(2);
		assertThat(health.features()).containsOnlyKeys("terminal_access", "languages");
		assertThat(health.missing()).isNull();
		assertThat(read("{\"agent\":\"x\"}", AgentHealth.class).missing()).isEqualTo("status");
	}

	@Test
	void readsInfoOfBothKinds() {
		AgentInfo old = read("""
				{"agent":"a","version":"3.1","platform":"linux","ip":"10.0.0.2","port":7777,"vm_id":"vm1",
				"start_time":"2026-01-01T00:00:00Z"}""", AgentInfo.class);
		AgentInfo other = read("""
				{"agent":"a","agent_version":"3.1","os":"linux","vm_ip":"10.0.0.2","vm_port":"7777","vm_id":"vm1",
				"start_time":"2026-01-01T00:00:00Z"}""", AgentInfo.class);
		assertThat(old).isEqualTo(other);
		assertThat(old.startTime()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
		assertThat(old.missing()).isNull();
		assertThat(read("{\"message\":\"success\"}", AgentInfo.class).missing()).isEqualTo("agent");
	}

	@Test
	void keepsValuesOutOfText() {
		EnvironmentReply environment = read("{\"env_vars\":{\"B\":\"secret\",\"A\":\"secret\"}}",
				EnvironmentReply.class);
		assertThat(environment.toString()).doesNotContain("secret");
		assertThat(environment.toVariables()).hasToString("EnvironmentVariables[A=***, B=***]");
		assertThat(read("{\"content\":\"secret\"}", FileContent.class).toString()).doesNotContain("secret");
	}

	private static <T> T read(String json, Class<T> type) {
		return HopxJson.mapper().readValue(json, type);
	}

}
