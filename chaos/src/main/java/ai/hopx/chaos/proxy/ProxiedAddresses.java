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

package ai.hopx.chaos.proxy;

import java.net.InetSocketAddress;
import java.util.List;

import io.netty.resolver.AbstractAddressResolver;
import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;

/**
 * Has an HTTP client connect to the proxy wherever it wants to go. It knows nothing of
 * it, as one knows nothing of a bad line.
 */
final class ProxiedAddresses extends AddressResolverGroup<InetSocketAddress> {

	private final ChaosProxy proxy;

	ProxiedAddresses(ChaosProxy proxy) {
		this.proxy = proxy;
	}

	@Override
	protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
		return new AbstractAddressResolver<>(executor, InetSocketAddress.class) {

			@Override
			protected boolean doIsResolved(InetSocketAddress address) {
				return false;
			}

			@Override
			protected void doResolve(InetSocketAddress address, Promise<InetSocketAddress> promise) {
				ProxiedAddresses.this.proxy.lookUp(address.getPort()).whenComplete((found, failure) -> {
					if (failure != null) {
						promise.tryFailure(failure);
					}
					else {
						promise.trySuccess(found);
					}
				});
			}

			@Override
			protected void doResolveAll(InetSocketAddress address, Promise<List<InetSocketAddress>> promise) {
				ProxiedAddresses.this.proxy.lookUp(address.getPort()).whenComplete((found, failure) -> {
					if (failure != null) {
						promise.tryFailure(failure);
					}
					else {
						promise.trySuccess(List.of(found));
					}
				});
			}

		};
	}

}
