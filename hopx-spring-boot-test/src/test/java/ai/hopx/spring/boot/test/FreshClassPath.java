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

package ai.hopx.spring.boot.test;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;

/**
 * The class path of the tests, loaded anew: with less on it, or with more.
 */
final class FreshClassPath implements AutoCloseable {

	private final URLClassLoader loader;

	private FreshClassPath(List<URL> urls) {
		this.loader = new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
	}

	/**
	 * Leave libraries out.
	 * @param missing a pattern that their file or folder names start with
	 */
	static FreshClassPath without(String missing) throws MalformedURLException {
		Pattern pattern = Pattern.compile("/(" + missing + ")");
		List<URL> urls = new ArrayList<>();
		for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
			if (!pattern.matcher(entry).find()) {
				urls.add(new File(entry).toURI().toURL());
			}
		}
		return new FreshClassPath(urls);
	}

	/**
	 * Put more classes in front.
	 * @param classes a folder
	 */
	static FreshClassPath with(Path classes) throws MalformedURLException {
		List<URL> urls = new ArrayList<>();
		urls.add(classes.toUri().toURL());
		for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
			urls.add(new File(entry).toURI().toURL());
		}
		return new FreshClassPath(urls);
	}

	ClassLoader loader() {
		return this.loader;
	}

	/**
	 * Load a class here and call it.
	 * @param type a class with a public constructor
	 */
	String call(Class<? extends Callable<String>> type) throws Exception {
		ClassLoader before = Thread.currentThread().getContextClassLoader();
		Thread.currentThread().setContextClassLoader(this.loader);
		try {
			Callable<?> callable = (Callable<?>) this.loader.loadClass(type.getName())
				.getDeclaredConstructor()
				.newInstance();
			return String.valueOf(callable.call());
		}
		finally {
			Thread.currentThread().setContextClassLoader(before);
		}
	}

	@Override
	public void close() throws IOException {
		this.loader.close();
	}

}
