//! Pictures and files, by Slack's way for uploads: an address is asked for, the bytes go there, and then it is shared.

use serde_json::{Value, json};

use crate::fault::Fault;
use crate::http::Http;
use crate::workspace::Workspace;
use crate::write::message::Upload;

/// The most files that are shared at once.
const AT_ONCE: usize = 10;

/// Hands files over, and shares them in a channel or a thread.
pub(crate) async fn share(
    http: &Http,
    here: &Workspace,
    channel: &str,
    thread: Option<&str>,
    uploads: Vec<Upload>,
) -> Result<(), Fault> {
    let mut uploads = uploads.into_iter().peekable();
    while uploads.peek().is_some() {
        let mut files: Vec<Value> = Vec::new();
        for upload in uploads.by_ref().take(AT_ONCE) {
            let title = upload.title.clone();
            files.push(json!({ "id": hand_over(http, here, upload).await?, "title": title }));
        }
        let mut ask = json!({ "files": files, "channel_id": channel });
        if let Some(thread) = thread {
            ask["thread_ts"] = thread.into();
        }
        http.call(here, "files.completeUploadExternal", ask).await?;
    }
    Ok(())
}

/// Hands one file over; its id.
async fn hand_over(http: &Http, here: &Workspace, upload: Upload) -> Result<String, Fault> {
    let mut ask = json!({ "filename": upload.name, "length": upload.body.len() });
    if !upload.alt.is_empty() {
        ask["alt_txt"] = upload.alt.into();
    }
    let said = http.call(here, "files.getUploadURLExternal", ask).await?;
    let (Some(url), Some(id)) = (said["upload_url"].as_str(), said["file_id"].as_str()) else {
        return Err(Fault::Trouble("no address for a file".to_owned()));
    };
    http.upload(url, upload.body).await?;
    Ok(id.to_owned())
}
