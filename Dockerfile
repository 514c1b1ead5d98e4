# Marshrut as a container image. docs/operations.md tells how to run it.
#
#   docker build -t marshrut .
#
# Base images can come from a mirror: --build-arg RUNTIME_IMAGE=mirror.example/eclipse-temurin:25-jre
ARG NATIVES_IMAGE=node:24-slim
ARG BUILD_IMAGE=maven:3.9-eclipse-temurin-25
ARG RUNTIME_IMAGE=eclipse-temurin:25-jre

# The current build of llama.cpp. Without access to the npm registry this stage says so and leaves the
# folder empty; the older build inside the application's libraries then serves.
FROM ${NATIVES_IMAGE} AS natives
ENV XDG_CACHE_HOME=/cache
COPY scripts/fetch-natives /usr/local/bin/
RUN mkdir -p /cache/marshrut/natives && fetch-natives

FROM ${BUILD_IMAGE} AS build
WORKDIR /build
# Libraries in a layer of their own, which stays until a pom changes: a build of almost nothing downloads
# them all. One real source is there so that the compiler's plug-ins come along too.
COPY pom.xml ./
COPY solver/pom.xml solver/
COPY llm/pom.xml llm/
COPY app/pom.xml app/
COPY benchmarks/pom.xml benchmarks/
COPY solver/src/main/java/org/marshrut/solver/package-info.java solver/src/main/java/org/marshrut/solver/
RUN mkdir -p app/src/main/resources/templates \
    && echo '@param String any' > app/src/main/resources/templates/any.jte \
    && mvn -q -B -ntp -pl app -am package -DskipTests -Djacoco.skip=true && rm -rf */target app/src/main/resources
COPY solver/src/main solver/src/main
# With its tests: the application's build asks for the jar of llm's test models.
COPY llm/src llm/src
COPY app/src/main app/src/main
RUN mvn -q -B -ntp -pl app -am package -DskipTests -Djacoco.skip=true \
    && java -Djarmode=tools -jar app/target/marshrut.jar extract --layers --destination layers

FROM ${RUNTIME_IMAGE} AS runtime
# libgomp1: the older build of llama.cpp needs it. The user has a name because PostgreSQL asks for one.
RUN apt-get update \
    && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends libgomp1 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 10001 --user-group --home-dir /opt/marshrut --no-create-home --shell /usr/sbin/nologin marshrut \
    && install -d /opt/marshrut /models \
    && install -d -o marshrut -g marshrut -m 700 /data
WORKDIR /opt/marshrut
COPY LICENSE ./
COPY --from=natives --chown=marshrut:marshrut /cache cache
# What changes least comes first. spring-boot-loader/ is empty in this layout: marshrut.jar names its libraries.
COPY --from=build /build/layers/dependencies ./
COPY --from=build /build/layers/snapshot-dependencies ./
COPY --from=build /build/layers/application ./
ENV BIND_ADDRESS=0.0.0.0 \
    PORT=8000 \
    DATA_DIR=/data \
    MODELS_DIR=/models \
    LOG_FORMAT=json \
    XDG_CACHE_HOME=/opt/marshrut/cache \
    JAVA_OPTS="" \
    JAVA_DEFAULTS="-XX:+UseSerialGC -XX:MaxRAMPercentage=15 -XX:+ExitOnOutOfMemoryError --enable-native-access=ALL-UNNAMED"

# A cache of loaded and linked classes halves the start. It is trained with the image's own Java on the image's own
# jars by one start with an embedded database, which that kind of exit leaves running. Where a builder can't do that,
# the image is whole without it.
FROM runtime AS training
USER marshrut
RUN mkdir /tmp/trained \
    && { DATA_DIR=/tmp/data BIND_ADDRESS=127.0.0.1 PORT=0 DEMO_DATA=false LOG_FORMAT=text \
        java $JAVA_DEFAULTS -XX:AOTCacheOutput=/tmp/trained/marshrut.aot -Xlog:aot=error -Dspring.context.exit=onRefresh -jar marshrut.jar \
        || { rm -f /tmp/trained/*; echo "The class cache could not be trained; the image will start more slowly."; }; } \
    && { kill "$(head -n 1 /tmp/data/postgres/postmaster.pid)" || true; }

FROM runtime
LABEL org.opencontainers.image.title="Marshrut" \
    org.opencontainers.image.description="Plans and follows the field work of a retail team" \
    org.opencontainers.image.licenses="Apache-2.0"
COPY --from=training --chown=root:root /tmp/trained ./
USER marshrut
VOLUME ["/data", "/models"]
EXPOSE 8000
STOPSIGNAL SIGTERM
# The base image has no HTTP client; bash opens the connection itself. A report of 503 means: no database.
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
    CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/$PORT && printf 'GET /health HTTP/1.0\\r\\n\\r\\n' >&3 && read -r -t 4 line <&3 && [[ $line == *' 200 '* ]]"]
# The heap is small on purpose: most of the memory is for the models, in processes of their own.
ENTRYPOINT ["sh", "-c", "[ ! -f marshrut.aot ] || cache=-XX:AOTCache=marshrut.aot; exec java $cache $JAVA_DEFAULTS $JAVA_OPTS -jar marshrut.jar"]
