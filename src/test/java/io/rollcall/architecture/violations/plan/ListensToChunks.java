package io.rollcall.architecture.violations.plan;

import org.springframework.batch.core.listener.ChunkListener;

class ListensToChunks implements ChunkListener<String, String> {}
