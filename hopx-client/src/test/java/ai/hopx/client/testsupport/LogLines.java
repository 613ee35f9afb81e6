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

package ai.hopx.client.testsupport;

import java.util.List;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import org.slf4j.LoggerFactory;

/**
 * All that is logged below a name while this is open, down to TRACE.
 */
public final class LogLines implements AutoCloseable {

	private final Logger logger;

	private final Level level;

	private final boolean additive;

	private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

	private LogLines(Logger logger) {
		this.logger = logger;
		this.level = logger.getLevel();
		this.additive = logger.isAdditive();
		this.appender.start();
		logger.setLevel(Level.TRACE);
		logger.setAdditive(false);
		logger.addAppender(this.appender);
	}

	public static LogLines of(String name) {
		return new LogLines((Logger) LoggerFactory.getLogger(name));
	}

	/** Messages at WARN and above. */
	public List<String> warnings() {
		return List.copyOf(this.appender.list)
			.stream()
			.filter((event) -> event.getLevel().isGreaterOrEqual(Level.WARN))
			.map(ILoggingEvent::getFormattedMessage)
			.toList();
	}

	/** Messages at any level, with the stack traces of what they carry. */
	public List<String> all() {
		return List.copyOf(this.appender.list)
			.stream()
			.map((event) -> event.getFormattedMessage() + ((event.getThrowableProxy() != null)
					? ThrowableProxyUtil.asString(event.getThrowableProxy()) : ""))
			.toList();
	}

	@Override
	public void close() {
		this.logger.detachAppender(this.appender);
		this.logger.setLevel(this.level);
		this.logger.setAdditive(this.additive);
	}

}
