/// The packages that tell a framework, one line a kind: `package`, or `package=Name`, with `:port` where its own defaults
/// (not an example of its documentation) listen on one.
enum FrameworkCatalogue {
    typealias Entry = (name: String, kind: Framework.Kind, port: Int?)

    /// Package names as they are compared: Python's normalised (PEP 503), Go's without `/v2`, .NET's in lower case.
    static func key(_ name: String, _ language: PackageLanguage) -> String {
        switch language {
        case .python: normalisedPython(name)
        case .dotnet: name.lowercased()
        case .go: withoutMajor(name)
        default: name
        }
    }

    /// Lower case, with runs of `-`, `_` and `.` as one `-`.
    static func normalisedPython(_ name: String) -> String {
        var result: [UInt8] = []
        for byte in name.utf8 {
            switch byte {
            case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
                if result.last != UInt8(ascii: "-") { result.append(UInt8(ascii: "-")) }
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): result.append(byte + 0x20)
            default: result.append(byte)
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static func withoutMajor(_ module: String) -> String {
        guard let slash = module.lastIndex(of: "/") else { return module }
        let tail = module[module.index(after: slash)...]
        guard tail.first == "v", tail.count > 1, tail.dropFirst().allSatisfy(\.isNumber) else { return module }
        return String(module[..<slash])
    }

    static let byLanguage: [PackageLanguage: [String: [Entry]]] = texts.mapValues { kinds in
        var table: [String: [Entry]] = [:]
        for (kind, text) in kinds {
            for word in text.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
                let (head, port) = cutPort(word)
                let parts = head.split(separator: "=", maxSplits: 1)
                guard let package = parts.first else { continue }
                table[String(package), default: []].append((String(parts.last ?? package), kind, port))
            }
        }
        return table
    }

    /// A port is what stands behind the last colon when it is a number; Maven's `group:artifact` is not.
    private static func cutPort(_ word: Substring) -> (Substring, Int?) {
        guard let colon = word.lastIndex(of: ":"), let port = Int(word[word.index(after: colon)...]) else {
            return (word, nil)
        }
        return (word[..<colon], port)
    }

    private static let texts: [PackageLanguage: [(Framework.Kind, String)]] = [
        .javascript: javascript, .python: python, .java: java, .go: go, .rust: rust, .ruby: ruby, .php: php,
        .dotnet: dotnet, .swift: swift, .elixir: elixir,
    ]

    private static let javascript: [(Framework.Kind, String)] = [
        (
            .web,
            """
            express fastify koa @hapi/hapi=hapi restify hono polka @nestjs/core=nest:3000
            @adonisjs/core=adonis:3333 @strapi/strapi=strapi:1337 sails=sails:1337 @feathersjs/feathers=feathers
            @remix-run/node=remix apollo-server=apollo:4000 @apollo/server=apollo graphql-yoga=yoga socket.io ws
            elysia
            """
        ),
        (
            .server,
            """
            next:3000 nuxt:3000 nuxt3=nuxt:3000 @remix-run/serve=remix-serve:3000
            @sveltejs/adapter-node=sveltekit:3000 @react-router/serve=react-router-serve:3000 serve:3000
            http-server:8080 json-server:3000 gatsby:9000 @redwoodjs/api-server=redwood:8910 blitz:3000
            """
        ),
        (.worker, "bull bullmq bee-queue agenda kafkajs amqplib sqs-consumer graphile-worker"),
        (.scheduler, "node-cron cron node-schedule @nestjs/schedule toad-scheduler bree"),
        (
            .health,
            """
            @godaddy/terminus @nestjs/terminus lightship express-healthcheck fastify-healthcheck under-pressure
            """
        ),
        (
            .gracefulShutdown,
            """
            @godaddy/terminus lightship stoppable http-terminator http-graceful-shutdown close-with-grace
            fastify-graceful-shutdown fastify-cli express-graceful-shutdown @moebius/http-graceful-shutdown
            """
        ),
        (
            .telemetry,
            """
            @opentelemetry/sdk-node=opentelemetry @opentelemetry/api=opentelemetry aws-xray-sdk aws-xray-sdk-core
            prom-client dd-trace newrelic elastic-apm-node @sentry/node=sentry
            """
        ),
        (.structuredLogging, "pino winston bunyan nestjs-pino @aws-lambda-powertools/logger roarr"),
        (.session, "express-session @fastify/session koa-session"),
        (.embeddedDatabase, "sqlite3 better-sqlite3 nedb lowdb level leveldown"),
        (
            .backingService,
            """
            pg postgres mysql mysql2 mongodb mongoose redis ioredis memcached @prisma/client=prisma typeorm sequelize knex
            @aws-sdk/client-dynamodb=dynamodb aws-sdk
            """
        ),
        (.processManager, "pm2 nodemon forever concurrently ts-node-dev"),
    ]

    private static let python: [(Framework.Kind, String)] = [
        (
            .web,
            """
            flask:5000 django:8000 fastapi starlette:8000 quart:5000 sanic:8000 bottle:8080 falcon pyramid
            tornado aiohttp:8080 litestar:8000 dash:8050 djangorestframework=django-rest-framework blacksheep
            robyn:8080
            """
        ),
        (
            .server,
            """
            gunicorn:8000 uvicorn:8000 uwsgi hypercorn:8000 daphne:8000 waitress:8080 granian:8000 cherrypy:8080
            streamlit:8501 gradio:7860 jupyterlab:8888 notebook:8888 mlflow:5000 meinheld:8000
            """
        ),
        (.worker, "celery rq dramatiq huey arq kombu faust taskiq"),
        (.scheduler, "apscheduler django-crontab celery-beat django-celery-beat schedule rq-scheduler"),
        (.health, "django-health-check fastapi-health py-healthcheck flask-healthz"),
        (
            .telemetry,
            """
            opentelemetry-distro=opentelemetry opentelemetry-sdk=opentelemetry opentelemetry-api=opentelemetry
            aws-xray-sdk prometheus-client ddtrace newrelic elastic-apm sentry-sdk
            """
        ),
        (.structuredLogging, "structlog python-json-logger loguru aws-lambda-powertools json-logging"),
        (.session, "flask-session"),
        (.embeddedDatabase, "tinydb sqlitedict aiosqlite"),
        (
            .backingService,
            """
            psycopg2 psycopg2-binary psycopg asyncpg mysqlclient pymysql redis pymongo motor sqlalchemy boto3
            pika confluent-kafka
            """
        ),
        (.processManager, "supervisor honcho"),
    ]

    private static let java: [(Framework.Kind, String)] = [
        (
            .web,
            """
            org.springframework.boot:spring-boot-starter-web=spring-boot:8080
            org.springframework.boot:spring-boot-starter-webmvc=spring-boot:8080
            org.springframework.boot:spring-boot-starter-webflux=spring-boot:8080
            io.quarkus:quarkus-rest=quarkus:8080 io.quarkus:quarkus-resteasy=quarkus:8080
            io.quarkus:quarkus-resteasy-reactive=quarkus:8080 io.quarkus:quarkus-vertx-http=quarkus:8080
            io.micronaut:micronaut-http-server-netty=micronaut:8080 io.ktor:ktor-server-core=ktor
            io.ktor:ktor-server-netty=ktor io.javalin:javalin=javalin:8080 com.sparkjava:spark-core=spark:4567
            io.dropwizard:dropwizard-core=dropwizard:8080 io.helidon.webserver:helidon-webserver=helidon
            io.vertx:vertx-web=vertx
            """
        ),
        (
            .server,
            """
            org.springframework.boot:spring-boot-starter-jetty=jetty:8080
            org.springframework.boot:spring-boot-starter-undertow=undertow:8080
            org.eclipse.jetty:jetty-server=jetty
            """
        ),
        (
            .health,
            """
            org.springframework.boot:spring-boot-starter-actuator=actuator io.quarkus:quarkus-smallrye-health
            io.micronaut:micronaut-management
            """
        ),
        (
            .scheduler,
            """
            org.springframework.boot:spring-boot-starter-quartz io.quarkus:quarkus-scheduler
            org.quartz-scheduler:quartz
            """
        ),
        (
            .worker,
            """
            org.springframework.kafka:spring-kafka org.springframework.boot:spring-boot-starter-amqp
            org.springframework.boot:spring-boot-starter-batch
            """
        ),
        (
            .telemetry,
            """
            io.micrometer:micrometer-registry-prometheus io.micrometer:micrometer-tracing-bridge-otel
            io.opentelemetry:opentelemetry-api=opentelemetry
            com.amazonaws:aws-xray-recorder-sdk-core=aws-xray-sdk io.quarkus:quarkus-opentelemetry=opentelemetry
            """
        ),
        (
            .structuredLogging,
            """
            net.logstash.logback:logstash-logback-encoder ch.qos.logback.contrib:logback-json-classic
            org.apache.logging.log4j:log4j-layout-template-json io.quarkus:quarkus-logging-json
            co.elastic.logging:logback-ecs-encoder
            """
        ),
        (.session, "org.springframework.session:spring-session-core"),
        (.embeddedDatabase, "com.h2database:h2 org.xerial:sqlite-jdbc org.hsqldb:hsqldb org.apache.derby:derby"),
        (
            .backingService,
            """
            org.postgresql:postgresql com.mysql:mysql-connector-j mysql:mysql-connector-java
            org.springframework.boot:spring-boot-starter-data-redis
            org.springframework.boot:spring-boot-starter-data-jpa
            """
        ),
    ]

    private static let go: [(Framework.Kind, String)] = [
        (
            .web,
            """
            github.com/gin-gonic/gin=gin:8080 github.com/labstack/echo=echo github.com/gofiber/fiber=fiber
            github.com/go-chi/chi=chi github.com/gorilla/mux=gorilla github.com/beego/beego=beego:8080
            github.com/gobuffalo/buffalo=buffalo:3000 github.com/valyala/fasthttp google.golang.org/grpc=grpc
            """
        ),
        (.scheduler, "github.com/robfig/cron github.com/go-co-op/gocron"),
        (.worker, "github.com/hibiken/asynq github.com/segmentio/kafka-go github.com/rabbitmq/amqp091-go"),
        (
            .health,
            """
            github.com/heptiolabs/healthcheck github.com/alexliesenfeld/health github.com/hellofresh/health-go
            """
        ),
        (
            .telemetry,
            """
            go.opentelemetry.io/otel=opentelemetry github.com/aws/aws-xray-sdk-go=aws-xray-sdk
            github.com/prometheus/client_golang=prometheus gopkg.in/DataDog/dd-trace-go.v1=ddtrace
            """
        ),
        (.structuredLogging, "go.uber.org/zap github.com/rs/zerolog github.com/sirupsen/logrus"),
        (.session, "github.com/gorilla/sessions"),
        (
            .embeddedDatabase,
            """
            github.com/mattn/go-sqlite3 modernc.org/sqlite go.etcd.io/bbolt github.com/dgraph-io/badger
            """
        ),
        (
            .backingService,
            """
            github.com/lib/pq github.com/jackc/pgx github.com/go-sql-driver/mysql github.com/redis/go-redis
            gorm.io/gorm
            """
        ),
    ]

    private static let rust: [(Framework.Kind, String)] = [
        (.web, "actix-web axum rocket:8000 warp tide poem salvo hyper tonic"),
        (.scheduler, "tokio-cron-scheduler"),
        (.telemetry, "opentelemetry metrics-exporter-prometheus prometheus sentry"),
        (.structuredLogging, "tracing-subscriber slog bunyan"),
        (.embeddedDatabase, "rusqlite sled rocksdb redb"),
        (.backingService, "sqlx diesel redis mongodb tokio-postgres sea-orm"),
    ]

    private static let ruby: [(Framework.Kind, String)] = [
        (.web, "rails:3000 sinatra:4567 hanami:2300 grape roda padrino:3000"),
        (
            .server,
            """
            puma:9292 unicorn:8080 passenger:3000 thin:3000 falcon:9292 webrick:8080 iodine:3000 pitchfork:8080
            """
        ),
        (.worker, "sidekiq resque delayed_job good_job solid_queue que shoryuken"),
        (.scheduler, "whenever rufus-scheduler clockwork sidekiq-cron sidekiq-scheduler"),
        (.health, "okcomputer health_check"),
        (
            .telemetry,
            """
            opentelemetry-sdk=opentelemetry aws-xray-sdk prometheus_exporter yabeda ddtrace datadog newrelic_rpm
            """
        ),
        (.structuredLogging, "lograge semantic_logger rails_semantic_logger ougai"),
        (.embeddedDatabase, "sqlite3"),
        (.backingService, "pg mysql2 redis mongoid dalli"),
        (.processManager, "foreman spring"),
    ]

    private static let php: [(Framework.Kind, String)] = [
        (
            .web,
            """
            laravel/framework=laravel:8000 symfony/framework-bundle=symfony symfony/symfony=symfony
            slim/slim=slim cakephp/cakephp=cakephp:8765 codeigniter4/framework=codeigniter:8080 yiisoft/yii2=yii
            laravel/lumen-framework=lumen
            """
        ),
        (
            .server,
            """
            laravel/octane=octane:8000 spiral/roadrunner=roadrunner:8080 spiral/roadrunner-cli=roadrunner:8080
            """
        ),
        (.worker, "laravel/horizon=horizon symfony/messenger=messenger"),
        (.telemetry, "open-telemetry/sdk=opentelemetry sentry/sentry=sentry sentry/sentry-laravel=sentry"),
        (.structuredLogging, "monolog/monolog=monolog"),
        (.backingService, "predis/predis=predis doctrine/orm=doctrine"),
    ]

    private static let dotnet: [(Framework.Kind, String)] = [
        (
            .web,
            """
            microsoft.net.sdk.web=asp.net:8080 microsoft.aspnetcore.app=asp.net:8080 giraffe carter fastendpoints
            """
        ),
        (.worker, "microsoft.net.sdk.worker=worker masstransit rebus"),
        (.scheduler, "hangfire hangfire.core quartz quartz.aspnetcore"),
        (
            .health,
            """
            aspnetcore.healthchecks.ui.client aspnetcore.healthchecks.npgsql aspnetcore.healthchecks.redis
            aspnetcore.healthchecks.sqlserver microsoft.extensions.diagnostics.healthchecks.entityframeworkcore
            """
        ),
        (
            .telemetry,
            """
            opentelemetry opentelemetry.extensions.hosting=opentelemetry awsxrayrecorder=aws-xray-sdk
            prometheus-net.aspnetcore
            """
        ),
        (.structuredLogging, "serilog serilog.aspnetcore nlog nlog.web.aspnetcore"),
        (.embeddedDatabase, "microsoft.data.sqlite microsoft.entityframeworkcore.sqlite litedb"),
        (
            .backingService,
            """
            npgsql npgsql.entityframeworkcore.postgresql microsoft.data.sqlclient stackexchange.redis
            mysqlconnector
            """
        ),
    ]

    private static let swift: [(Framework.Kind, String)] = [
        (.web, "vapor:8080 hummingbird:8080 grpc-swift=grpc"),
        (.gracefulShutdown, "swift-service-lifecycle"),
        (.telemetry, "swift-otel=opentelemetry swift-prometheus swift-metrics"),
        (.backingService, "postgres-nio fluent-postgres-driver redistack mysql-nio"),
    ]

    private static let elixir: [(Framework.Kind, String)] = [
        (.web, "phoenix:4000 plug"),
        (.server, "bandit:4000 plug_cowboy:4000"),
        (.worker, "oban broadway"),
        (.scheduler, "quantum"),
        (.telemetry, "opentelemetry prom_ex telemetry_metrics_prometheus"),
        (.structuredLogging, "logger_json"),
        (.backingService, "postgrex myxql redix"),
    ]
}
