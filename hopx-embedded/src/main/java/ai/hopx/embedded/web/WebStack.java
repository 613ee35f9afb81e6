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

package ai.hopx.embedded.web;

import java.util.List;

import org.springframework.core.codec.ByteArrayDecoder;
import org.springframework.core.codec.ByteArrayEncoder;
import org.springframework.http.codec.DecoderHttpMessageReader;
import org.springframework.http.codec.EncoderHttpMessageWriter;
import org.springframework.http.codec.HttpMessageReader;
import org.springframework.http.codec.HttpMessageWriter;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.web.reactive.function.server.HandlerStrategies;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.result.view.ViewResolver;
import org.springframework.web.server.WebExceptionHandler;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.i18n.LocaleContextResolver;

/**
 * Makes handlers of routes. Hundreds of sandboxes share its codecs, which are what is
 * costly about a handler.
 */
public final class WebStack {

	private final HandlerStrategies shared;

	private final WebSockets webSockets;

	/**
	 * Create a stack.
	 * @param maxBodySize largest body that is read as a whole, in bytes
	 */
	public WebStack(int maxBodySize) {
		this.shared = HandlerStrategies.builder().codecs((codecs) -> bytesOnly(codecs, maxBodySize)).build();
		this.webSockets = new WebSockets(maxBodySize);
	}

	/**
	 * Bodies are bytes here, and JSON is read and written by {@link Json}: to look for
	 * all other codecs would only cost time at the start.
	 */
	private static void bytesOnly(ServerCodecConfigurer codecs, int maxBodySize) {
		codecs.registerDefaults(false);
		ByteArrayDecoder decoder = new ByteArrayDecoder();
		decoder.setMaxInMemorySize(maxBodySize);
		codecs.customCodecs().register(new DecoderHttpMessageReader<>(decoder));
		codecs.customCodecs().register(new EncoderHttpMessageWriter<>(new ByteArrayEncoder()));
	}

	/**
	 * Return the upgrade to WebSockets, whose frames are as long as bodies may be.
	 * @return the upgrade
	 */
	public WebSockets webSockets() {
		return this.webSockets;
	}

	/**
	 * Make a handler.
	 * @param routes what to serve
	 * @param filters what every request goes through, in this order
	 * @return the handler
	 */
	public HttpHandler handler(Routes routes, List<WebFilter> filters) {
		return RouterFunctions.toHttpHandler(routes, new Filtered(this.shared, filters));
	}

	private record Filtered(HandlerStrategies shared, List<WebFilter> webFilters) implements HandlerStrategies {

		@Override
		public List<HttpMessageReader<?>> messageReaders() {
			return this.shared.messageReaders();
		}

		@Override
		public List<HttpMessageWriter<?>> messageWriters() {
			return this.shared.messageWriters();
		}

		@Override
		public List<ViewResolver> viewResolvers() {
			return this.shared.viewResolvers();
		}

		@Override
		public List<WebExceptionHandler> exceptionHandlers() {
			return this.shared.exceptionHandlers();
		}

		@Override
		public LocaleContextResolver localeContextResolver() {
			return this.shared.localeContextResolver();
		}

	}

}
