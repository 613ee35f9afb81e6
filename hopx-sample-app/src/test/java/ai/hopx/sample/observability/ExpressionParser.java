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

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.springframework.boot.convert.DurationStyle;

/**
 * Reads an {@link Expression}.
 */
final class ExpressionParser {

	private static final Pattern TOKEN = Pattern
		.compile("\\s*(\\d+[smh]|[\\d.]+|\\w+|\"[^\"\\\\]*\"|=~|!~|!=|==|>=|[/(){}\\[\\],=<>])\\s*");

	private static final Pattern NAME = Pattern.compile("[a-zA-Z_]\\w*");

	private final String text;

	private final Deque<String> tokens = new ArrayDeque<>();

	ExpressionParser(String text) {
		this.text = text;
		Matcher matcher = TOKEN.matcher(text);
		int end = 0;
		while (end < text.length()) {
			if (!matcher.find() || matcher.start() != end) {
				throw new IllegalArgumentException("Cannot read '" + text.substring(end) + "' of: " + text);
			}
			this.tokens.add(matcher.group(1));
			end = matcher.end();
		}
	}

	Expression parse() {
		Expression expression = binary(0);
		if (!this.tokens.isEmpty()) {
			throw unexpected();
		}
		return expression;
	}

	private Expression binary(int level) {
		if (level == Operator.LEVELS) {
			return operand();
		}
		Expression left = binary(level + 1);
		Optional<Operator> operator = operator(level);
		while (operator.isPresent()) {
			take();
			List<String> on = skip("on") ? names() : List.of();
			left = new Expression.Binary(operator.get(), on, left, binary(level + 1));
			operator = operator(level);
		}
		return left;
	}

	private Optional<Operator> operator(int level) {
		return Stream.of(Operator.values()).filter((operator) -> operator.is(next(), level)).findFirst();
	}

	private Expression operand() {
		if (skip("(")) {
			Expression expression = binary(0);
			expect(")");
			return expression;
		}
		String token = take();
		if (Character.isDigit(token.charAt(0))) {
			return new Expression.Scalar(Double.parseDouble(token));
		}
		return switch (next()) {
			case "by" -> aggregate(Aggregation.valueOf(token.toUpperCase(Locale.ROOT)));
			case "(" -> overTime(RangeFunction.valueOf(token.toUpperCase(Locale.ROOT)));
			default -> new Expression.Now(selector(token));
		};
	}

	private Expression aggregate(Aggregation aggregation) {
		expect("by");
		List<String> by = names();
		expect("(");
		Expression of = binary(0);
		expect(")");
		return new Expression.Aggregate(aggregation, by, of);
	}

	private Expression overTime(RangeFunction function) {
		expect("(");
		Selector selector = selector(take());
		expect("[");
		Duration range = DurationStyle.detectAndParse(take());
		expect("]");
		expect(")");
		return new Expression.OverTime(function, selector, range);
	}

	private Selector selector(String name) {
		List<Selector.Matcher> matchers = new ArrayList<>();
		matchers.add(new Selector.Matcher(Sample.NAME, "=", name(name)));
		if (skip("{")) {
			do {
				matchers.add(new Selector.Matcher(name(take()), take(), quoted(take())));
			}
			while (skip(","));
			expect("}");
		}
		return new Selector(matchers);
	}

	private List<String> names() {
		List<String> names = new ArrayList<>();
		expect("(");
		do {
			names.add(name(take()));
		}
		while (skip(","));
		expect(")");
		return names;
	}

	private String name(String token) {
		if (!NAME.matcher(token).matches()) {
			throw new IllegalArgumentException("No name: '" + token + "' in: " + this.text);
		}
		return token;
	}

	private String quoted(String token) {
		if (!token.startsWith("\"")) {
			throw new IllegalArgumentException("Not quoted: '" + token + "' in: " + this.text);
		}
		return token.substring(1, token.length() - 1);
	}

	private String next() {
		return this.tokens.isEmpty() ? "" : this.tokens.peek();
	}

	private String take() {
		if (this.tokens.isEmpty()) {
			throw unexpected();
		}
		return this.tokens.remove();
	}

	private boolean skip(String token) {
		if (!next().equals(token)) {
			return false;
		}
		this.tokens.remove();
		return true;
	}

	private void expect(String token) {
		if (!skip(token)) {
			throw unexpected();
		}
	}

	private IllegalArgumentException unexpected() {
		return new IllegalArgumentException("Unexpected '" + next() + "' in: " + this.text);
	}

}
