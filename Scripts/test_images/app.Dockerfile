FROM debian:bookworm-slim AS tools
COPY data/twin.bin /out/twin.bin

FROM python:3.11-slim
ARG BUILD_TOKEN
ARG STRIPE_KEY
ARG OWNER_LABEL
LABEL org.opencontainers.image.title="Clock shop" owner.token=$OWNER_LABEL
ENV STRIPE_KEY=$STRIPE_KEY
COPY secrets/credentials /root/.aws/credentials
COPY secrets/npmrc /root/.npmrc
COPY debs /tmp/debs
RUN echo "$BUILD_TOKEN" | sha256sum > /dev/null && dpkg -i /tmp/debs/*.deb > /dev/null
COPY wheels /tmp/wheels
RUN pip install --no-index --no-cache-dir --find-links /tmp/wheels flask==2.0.1 requests pyyaml \
    && rm -rf /tmp/wheels /tmp/debs /root/.npmrc
COPY node_modules /usr/lib/node_modules
COPY app /srv/app
COPY secrets/deploy.key /srv/app/deploy.key
COPY java/shop.jar go/clock /srv/app/
COPY --from=tools /out /srv/app/data
COPY data /srv/app/data
RUN rm -rf /root/.aws /srv/app/data/large.bin && chmod 4755 /srv/app/clock && ln /srv/app/shop.jar /srv/app/copy.jar
COPY later/settings.py /srv/app/settings.py
USER 1000
CMD ["python", "/srv/app/settings.py"]
