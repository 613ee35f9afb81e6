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

package ai.hopx.client.template;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What a private registry wants to see before it hands out a base image. Sent to the
 * service with the build, and never shown.
 *
 * @param type the service's name of the kind of registry
 * @param username the user, where there is one
 * @param password the password, where there is one
 * @param token the token, where there is one
 */
public record RegistryCredentials(String type, @Nullable String username, @Nullable String password,
		@Nullable String token) {

	/**
	 * For a registry with users and passwords.
	 * @param username the user
	 * @param password the password
	 * @return the credentials
	 */
	public static RegistryCredentials basic(String username, String password) {
		return new RegistryCredentials("basic", Checks.text(username, "The user of a registry"),
				Checks.text(password, "The password of a registry"), null);
	}

	/**
	 * For Google Cloud, by the key of a service account.
	 * @param serviceAccountJson the key file's content
	 * @return the credentials
	 */
	public static RegistryCredentials gcp(String serviceAccountJson) {
		return basic("_json_key", serviceAccountJson);
	}

	/**
	 * For AWS, by an access key.
	 * @param accessKeyId the key's id
	 * @param secretAccessKey the key
	 * @return the credentials
	 */
	public static RegistryCredentials aws(String accessKeyId, String secretAccessKey) {
		return new RegistryCredentials("ecr", Checks.text(accessKeyId, "The id of an access key"),
				Checks.text(secretAccessKey, "The access key"), null);
	}

	/**
	 * For GitHub's registry.
	 * @param username the user
	 * @param token a token that may read packages
	 * @return the credentials
	 */
	public static RegistryCredentials github(String username, String token) {
		return new RegistryCredentials("github", Checks.text(username, "The user of a registry"), null,
				Checks.text(token, "The token of a registry"));
	}

	/**
	 * For GitLab's registry.
	 * @param username the user
	 * @param token a token that may read the registry
	 * @return the credentials
	 */
	public static RegistryCredentials gitlab(String username, String token) {
		return new RegistryCredentials("gitlab", Checks.text(username, "The user of a registry"), null,
				Checks.text(token, "The token of a registry"));
	}

	Map<String, Object> toWire() {
		Map<String, Object> wire = new LinkedHashMap<>();
		wire.put("type", this.type);
		if (this.username != null) {
			wire.put("username", this.username);
		}
		if (this.password != null) {
			wire.put("password", this.password);
		}
		if (this.token != null) {
			wire.put("token", this.token);
		}
		return wire;
	}

	@Override
	public String toString() {
		return "RegistryCredentials[type=" + this.type + ", ***]";
	}

}
