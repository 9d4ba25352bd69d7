//! What people write: put right, deleted, and with something sent along.

use super::kith::Kith;
use super::window::Window;

#[tokio::test]
async fn a_message_is_edited_and_deleted_by_its_author() {
    let kith = Kith::new().await;
    let (svenja, bia) = (kith.opens("svenja").await, kith.opens("bia").await);
    svenja.types("The lihgt is on").await;
    bia.sees("The lihgt is on").await;
    bia.clicks_at("The lihgt is on", "More").await;
    bia.sees("Did this count?").await;
    bia.waits_for("!document.querySelector('[data-edit], [data-delete]')").await;

    svenja.clicks_at("The lihgt is on", "More").await;
    svenja.chooses("Edit").await;
    svenja.fills("Edit", "The light is on").await;
    svenja.is_open_to_all("edit").await;
    svenja.clicks("Send").await;
    svenja.sees_at("The light is on", "(edited)").await;
    bia.sees_at("The light is on", "(edited)").await;

    svenja.clicks_at("The light is on", "More").await;
    svenja.chooses("Delete").await;
    svenja.loses("The light is on").await;
    svenja.sees("This message was deleted.").await;
    bia.loses("The light is on").await;
}

async fn takes_along(window: &Window, file: &std::path::Path) {
    let files = window.find("main .attach input").await.expect("a field");
    files.send_keys(file.to_str().expect("UTF-8")).await.expect("a file");
}

#[tokio::test]
async fn a_file_and_a_picture_go_along() {
    let kith = Kith::new().await;
    let (svenja, bia) = (kith.opens("svenja").await, kith.opens("bia").await);
    takes_along(&svenja, &kith.file("notes.txt", "low water at six")).await;
    svenja.sees("notes.txt").await;
    svenja.types("Here are my notes").await;
    bia.sees_at("Here are my notes", "notes.txt 1 KB").await;
    let read = bia
        .client
        .execute_async(
            "const done = arguments[0]; fetch(document.querySelector('a.file').href).then((it) => it.text()).then(done)",
            vec![],
        )
        .await;
    assert_eq!(read.expect("a file"), "low water at six");

    let picture = kith.path("light.png");
    std::fs::write(&picture, svenja.client.screenshot().await.expect("a picture")).expect("a file");
    takes_along(&svenja, &picture).await;
    svenja.types("And this is the view").await;
    bia.sees_pictures("And this is the view", 1).await;
    svenja.sees_pictures("And this is the view", 1).await;
    svenja.is_open_to_all("picture").await;
}
